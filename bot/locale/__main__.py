"""`python -m bot.locale` writes the template and docs/wording.md; with a language, its catalogue.

    python -m bot.locale es

begins or updates bot/locale/es/LC_MESSAGES/messages.po and conversations/parsing/words_es.toml,
and says what Spanish still lacks.
"""

import sys

from bot.locale import words
from bot.locale.catalogues import lacks
from bot.locale.template import update, write_template
from bot.locale.wording import write_wording


def main(languages: list[str]) -> None:
    """Write what was asked for, and say where it is."""
    written = [
        write_template(),
        write_wording(),
        *map(update, languages),
        *map(words.update, languages),
    ]
    wanting = [f"{one}: {fault}" for one in languages for fault in (*words.left(one), *lacks(one))]
    sys.stdout.writelines(f"{line}\n" for line in (*written, *wanting))


if __name__ == "__main__":
    main(sys.argv[1:])
