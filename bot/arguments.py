"""What may be typed after `small-steps`."""

import argparse
from pathlib import Path

from bot import __version__

PORT = 8321
MOST = 1000  # invitations at once, and days that they last


def parser(prog: str) -> argparse.ArgumentParser:
    """Describe the commands and what they take."""
    whole = argparse.ArgumentParser(
        prog=prog,
        description="Small Steps, a diary for people in treatment. No command: run the bot.",
    )
    whole.add_argument("--version", action="version", version=f"small-steps {__version__}")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND")
    trying = commands.add_parser(
        "try", help="the whole bot in a chat page in your browser, without a Telegram account"
    )
    trying.add_argument("--port", type=int, metavar="N", help=f"default: {PORT}, if it is free")
    trying.add_argument("--no-browser", action="store_true", help="only print the address")
    commands.add_parser("doctor", help="check configuration, database, token, zones and drawing")
    words = "write a verified copy of the database, and the newest keys beside it"
    backup = commands.add_parser("backup", help=words)
    backup.add_argument("path", type=Path, metavar="PATH", help="the file to write")
    words = "put a copy back, without whoever has erased everything since; stop the bot first"
    restore = commands.add_parser("restore", help=words, description=words)
    restore.add_argument("path", type=Path, metavar="PATH", help="the copy that backup wrote")
    restore.add_argument(
        "--without-newest-keys",
        action="store_true",
        help="the newest keys.db is lost: erase whoever's key is missing, and restore the rest",
    )
    words = "move everything to another, empty database, compared row by row; stop the bot first"
    moving = commands.add_parser("copy-to", help=words, description=words)
    moving.add_argument("url", metavar="URL", help="as in DATABASE_URL")
    words = "invitations that let in one person each (INVITED_ONLY); stop a bot on SQLite first"
    inviting = commands.add_parser("invite", help=words, description=words)
    inviting.add_argument("--days", type=_some, default=14, metavar="N", help="default: 14")
    inviting.add_argument("--count", type=_some, default=1, metavar="N", help="default: 1")
    commands.add_parser("people", help="list who is there: ids without names, and how they stand")
    removing = commands.add_parser("remove", help="let somebody in no more; what they told stays")
    removing.add_argument("id", type=int, metavar="ID", help="their Telegram id")
    commands.add_parser("migrate", help="bring the database to this version")
    return whole


def _some(text: str) -> int:
    number = int(text)
    if not 0 < number <= MOST:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MOST}")
    return number
