"""What a feature says of a kind of entries decides what an export has and a file may bring."""

import json
from datetime import UTC, datetime

import pytest

from bot.features.portability.import_read import Unfit, read
from bot.features.portability.kinds import most_of, of_this_chat
from tests.support.entry_kinds import BY_THE_WAY, ENTRY_KINDS

NOW = datetime(2026, 11, 28, 20, tzinfo=UTC)
UNKNOWN = "of a later version"


def brings(kind: str) -> bytes:
    entry = {"kind": kind, "date": "2026-11-28", "at": "2026-11-28T10:00:00Z", "content": {"n": 1}}
    return json.dumps({"format": "small-steps", "version": 1, "entries": [entry]}).encode()


def test_some_kinds_belong_to_this_chat_alone() -> None:
    assert of_this_chat(ENTRY_KINDS) == {
        "from message",
        "help.shown",
        "import.file",
        "import.undo",
        "import.undo.part",
        "plan copy",
        "plan removed",
        "undone",
    }


@pytest.mark.parametrize("kind", [*sorted(of_this_chat(ENTRY_KINDS)), "import.of a later version"])
def test_no_file_brings_what_belongs_to_this_chat(kind: str) -> None:
    with pytest.raises(Unfit):
        read(brings(kind), NOW, ENTRY_KINDS)


def test_some_make_no_day_a_day_on_which_something_was_told() -> None:
    assert {"goal scale", "goal target", "goal was", "plan", "scale.open", "word"} == BY_THE_WAY


def test_how_many_are_kept_is_said_by_the_feature() -> None:
    bounds = {kind: most_of(ENTRY_KINDS, kind) for kind in ENTRY_KINDS}
    unusual = {kind: most for kind, most in bounds.items() if most != 50_000}
    assert unusual == {"appointment": 1_000, "moment": None, "word": 1_000}


def test_a_kind_that_nobody_announces_is_kept_as_it_is() -> None:
    (entry,) = read(brings(UNKNOWN), NOW, ENTRY_KINDS).entries
    assert (entry.kind, entry.content) == (UNKNOWN, {"n": 1})
    assert most_of(ENTRY_KINDS, UNKNOWN) == 50_000
