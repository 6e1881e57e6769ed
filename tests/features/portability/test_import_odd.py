"""Files that are odd but well-formed: what passes the preview is taken in and breaks nothing."""

import logging
from typing import Any

import pytest

from bot.app.attachments import NOT_MADE
from bot.app.parked import PARKED
from bot.playground.people import TelegramUser
from storage import goals
from storage import notes as stored_notes
from storage.goals import Goal
from tests.features.portability.test_import import AT, exported, send
from tests.support.town import ALICE, Town, does

TODAY = "2026-11-24"
PIECES = {
    "a zone that nobody knows": {"profile": {"timezone": "Mars/Olympus"}},
    "no end of the day": {"profile": {"day_ends_at": None}},
    "a day that ends in the evening": {"profile": {"day_ends_at": "23:00"}},
    "a rest without end": {"profile": {"paused_until": "9999-12-31"}},
    "braces in a question": {
        "trackers": [{"id": "x", "label": "{n} {", "kind": "scale", "minimum": 1, "maximum": 3,
                      "low": "{low}", "prompt": "How {} was it?"}],
    },
    "an answer that its question cannot say": {
        "check_ins": [{"date": TODAY, "mood": 5, "answers": {"alcohol": "a little"}}],
    },
    "an appointment every five weeks": {
        "entries": [{"kind": "appointment", "date": TODAY, "at": AT,
                     "content": {"time": "15:00", "every": 5, "state": "on"}}],
    },
    "a scale without some of its levels": {
        "goals": [{"id": 1, "title": "Walk"}],
        "entries": [
            {"kind": "goal scale", "date": TODAY, "at": AT,
             "content": {"goal": 1, "levels": {"0": "as hoped"}}},
            {"kind": "goal level", "date": TODAY, "at": AT, "content": {"goal": 1, "level": 2}},
        ],
    },
    "a time that is perhaps not exact": {"preferences": {"evening.around": "perhaps"}},
    "free days of no week": {"preferences": {"free_days": "weekends, 8 and ٣"}},
    "a questionnaire offered once in an age": {"preferences": {"scale.phq2": "99999999999"}},
    "pictures of a look that there is not": {"preferences": {"pictures": "sepia"}},
    "a note from the end of time": {"journal": [{"at": "2199-12-31T23:59:59Z", "text": "Then"}]},
    "the highest number of a goal": {"goals": [{"id": 100_000, "title": "Walk"}]},
    "two plans, one far too long": {
        "entries": [
            *({"kind": "plan", "date": TODAY, "at": AT, "content": {"settled": [step, "worth"]}}
              for step in ("signs", "alone")),
            *({"kind": "plan line", "date": TODAY, "at": AT,
               "content": {"step": "people", "place": n % 3, "text": f"{n}\n{'x' * 190}"}}
              for n in range(40)),
        ],
    },
    "words beside an entry": {
        "entries": [{"kind": "moment", "date": TODAY, "at": AT,
                     "content": {"mood": 5, "goals": {"1": "x"}, "note": ["x"]}}],
    },
}  # fmt: skip
COMMANDS = (
    "/checkin", "/cancel", "/day 2026-11-23", "/cancel", "/week", "/month", "/timeline",
    "/insights", "/goals",
    "[☐ Walk]", "/journal", "/session", "/scales", "/trackers", "/reminders", "/settings",
    "/pause", "/cancel", "/plan", "[Go on]", "a line", "/plan", "[Change it]",
    "[People I can ask for help (40)]", "/plan", "[A copy to pin]", "[Pin it]", "/support",
    "/undo", "/export",
)  # fmt: skip


def file(**parts: Any) -> dict[str, Any]:
    return {
        "format": "small-steps",
        "version": 1,
        "wins": [{"date": TODAY, "text": "Up"}],
        **parts,
    }


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES.keys())
async def test_odd_pieces_are_taken_in_and_break_no_command(
    town: Town, alice: TelegramUser, piece: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    await send(town, alice, file(**piece))
    await does(town, alice, "[Import it]")
    assert "It's imported." in alice.last.words
    for command in COMMANDS:
        if not command.startswith("[") or command[1:-1] in alice.buttons():
            await does(town, alice, command)
    await town.later(days=1)
    await does(town, alice, "/checkin", "/cancel")
    said = "\n".join(message.words for message in alice.heard)
    assert PARKED.message not in said
    assert NOT_MADE.message not in said
    assert [r for r in caplog.records if r.levelno >= logging.ERROR] == []


REFUSED = {
    "a time with a zone of its own": {"reminders": [{"kind": "evening", "time": "2100Z"}]},
    "a question under a name that no answer has": {
        "trackers": [{"id": "-2+3", "label": "X", "kind": "yes_no"}]
    },
    "a question that no button can hold": {
        "trackers": [{"id": "ノートノートノートノート", "label": "X", "kind": "yes_no"}]
    },
    "a question about harm from words on": {
        "trackers": [{"id": "x", "label": "X", "kind": "duration", "support_from": "2"}]
    },
    "a question that offers what no answer is": {
        "trackers": [{"id": "x", "label": "X", "kind": "duration", "offered": [1e308]}]
    },
    "answers that belong to no item": {
        "entries": [{"kind": "scale.open", "date": TODAY, "at": AT,
                     "content": {"instrument": "GAD-7", "answers": [[]], "talk": "a"}}],
    },
    "a step that no plan has": {
        "entries": [{"kind": "plan line", "date": TODAY, "at": AT,
                     "content": {"step": "revenge", "text": "x"}}],
    },
    "a message of another chat as the copy of the plan": {
        "entries": [{"kind": "plan copy", "date": TODAY, "at": AT,
                     "content": {"sent": "", "on": TODAY, "pinned": 1}}],
    },
    "an entry about a list of goals": {
        "entries": [{"kind": "moment", "date": TODAY, "at": AT,
                     "content": {"mood": 5, "goal": [1]}}],
    },
}  # fmt: skip


@pytest.mark.parametrize("piece", REFUSED.values(), ids=REFUSED.keys())
async def test_what_would_break_a_command_is_refused_in_one_sentence(
    town: Town, alice: TelegramUser, piece: dict[str, Any]
) -> None:
    await send(town, alice, file(**piece))
    assert "isn't written the way I write it, so nothing was imported" in alice.last.words


async def test_two_things_under_one_id_both_come_and_both_go_again(
    town: Town, alice: TelegramUser
) -> None:
    notes = [{"id": "same", "at": AT, "text": text} for text in ("Snow", "Rain", "Rain")]
    await send(town, alice, file(journal=notes))
    await does(town, alice, "[Import it]")

    async def kept() -> list[str]:
        found = await town.app.store.read(lambda tx: stored_notes.recent(tx, ALICE, 9))
        return sorted(note.text for note in found)

    assert await kept() == ["Rain", "Snow"]
    await send(town, alice, file(journal=notes[:2]))
    assert "is already here" in alice.last.words
    await does(town, alice, "/undo")
    assert await kept() == []


async def test_a_goal_made_after_the_highest_number_is_still_exported_and_taken_in(
    town: Town, alice: TelegramUser
) -> None:
    await send(town, alice, file(goals=[{"id": 100_000, "title": "Walk"}]))
    await does(town, alice, "[Import it]", "/goals", "[Add a goal]", "Swim")
    await does(town, alice, "[A small step for the coming weeks]", "[Just once]", "[No end date]")

    def number(tx: Any) -> list[Goal]:
        return goals.list_(tx, ALICE)

    assert [goal.number for goal in await town.app.store.read(number)] == [100_000, 100_001]
    await does(town, alice, "/export")
    await send(town, alice, exported(town, alice))
    assert "is already here" in alice.last.words


async def test_an_answer_to_an_earlier_question_comes_back_although_it_fits_no_more(
    town: Town, alice: TelegramUser
) -> None:
    told = {"date": TODAY, "mood": 5, "answers": {"energy": "high"}}
    await send(town, alice, file(check_ins=[told]))
    await does(town, alice, "[Import it]")
    asked = {"id": "energy", "label": "Energy", "kind": "scale", "minimum": 1, "maximum": 10}
    await send(town, alice, file(trackers=[asked]))
    await does(town, alice, "[Import it]", "/week", "/day 2026-11-24", "/export")
    document = exported(town, alice)
    assert document["check_ins"][0]["other_answers"] == {"energy": "high"}
    await send(town, alice, document)
    assert "is already here" in alice.last.words
