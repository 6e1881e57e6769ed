"""`python -m bot`."""

import sys

if __name__ == "__main__":
    from bot.cli import main

    sys.exit(main(prog="python -m bot"))
