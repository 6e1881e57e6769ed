"""What ends every process that touches it is met three times, and then let go with a sentence.

Real processes, as a supervisor starts them; whoever was only next to it loses nothing.
"""

import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from storage import notes as stored_notes
from tests.faults.audit import opened
from tests.faults.points import FATAL, FATAL_FOR
from tests.faults.rush import NINE, says, settle
from tests.faults.town import CrashTown
from tests.support.states import inbox_states, outbox_states

ALICE, BOB = FATAL_FOR, 43
GIVEN_UP = "I tried three times"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[CrashTown]:
    with CrashTown(tmp_path, webhook=False) as town:
        town.clock.travel(NINE - timedelta(hours=5))
        settle(town, [ALICE])
        settle(town, [BOB])
        yield town


def texts(town: CrashTown, person: int) -> list[str]:
    """What the person was told so far."""
    heard = town.server.ask("ledger", since=0)
    return [one["text"] for one in heard if one["chat_id"] == person and one["text"]]


def nothing_owed(town: CrashTown) -> bool:
    """Whether everything has left."""
    return (town.report() or {}).get("outbox") == {}


def deaths(town: CrashTown, how: str, is_well: Callable[[], object]) -> int:
    """Start it as often as it ends; how often it ended until all was well."""
    for ended in range(9):
        town.begin(poison=how)
        town.until(lambda: is_well() or not town.alive, "it ends, or all is well", nap=0.05)
        if town.alive:
            town.end(signal.SIGTERM)
            return ended
        town.end()
    raise AssertionError("it ends again and again")


def notes(town: CrashTown, person: int) -> list[str]:
    with opened(town.database) as write:
        return [note.text for note in write(lambda tx: stored_notes.recent(tx, person, 9))]


def told_something_fatal(town: CrashTown, how: str) -> int:
    """Alice writes what ends the process, and others beside it; how often it ended."""
    acts = [says(ALICE, FATAL), says(ALICE, "after it"), says(BOB, "beside it")]
    town.server.ask("act", {"acts": acts})
    return deaths(town, how, lambda: len(texts(town, ALICE)) == 2)


def test_words_that_end_every_process_are_kept_as_they_are_and_all_others_are_heard(
    town: CrashTown,
) -> None:
    ended = told_something_fatal(town, "exits in handling")
    # Once when it had just come, and then three times counted.
    assert ended == 4
    first, second = texts(town, ALICE)
    assert f"in your journal, as you wrote them: “{FATAL}”" in first
    assert "in your journal" in second
    assert notes(town, ALICE) == ["after it", FATAL]
    assert notes(town, BOB) == ["beside it"]
    with opened(town.database) as write:
        assert write(inbox_states) == {"parked": 1, "done": 2}


def test_what_ends_even_the_process_that_only_keeps_it_is_let_go(town: CrashTown) -> None:
    assert told_something_fatal(town, "exits") == 5
    first, second = texts(town, ALICE)
    assert GIVEN_UP in first
    assert "in your journal" in second
    assert notes(town, ALICE) == ["after it"]
    assert notes(town, BOB) == ["beside it"]
    with opened(town.database) as write:
        assert write(inbox_states) == {"parked": 1, "done": 2}


@pytest.mark.slow
def test_a_file_that_ends_every_process_is_let_go_and_all_others_come(town: CrashTown) -> None:
    town.server.ask("act", {"acts": [says(ALICE, "/export"), says(BOB, "/export")]})

    def told() -> bool:
        return any(GIVEN_UP in text for text in texts(town, ALICE)) and nothing_owed(town)

    ended = deaths(town, "hangs", told)
    assert ended == 3
    with opened(town.database) as write:
        assert set(write(outbox_states)) == {"sent"}
