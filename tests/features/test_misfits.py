"""What is stored in another shape than this version writes breaks nothing that a person does."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import JsonValue, SecretStr

from bot.core.registry import Registry
from bot.features import FEATURES
from storage import conversations, entries
from storage.conversations import Conversation
from storage.store import Tx
from tests.storage import old_life
from tests.support.entry_kinds import ENTRY_KINDS
from tests.support.full_life import TODAY, lives_fully
from tests.support.town import ALICE, DirectTown, does

MISFITS: tuple[dict[str, JsonValue], ...] = (
    {},
    {"mood": "well", "goal": "one", "text": 7, "time": "noon", "items": {}, "answers": [1]},
    {"goal": 1, "list": "helped", "word": "", "instrument": "GAD-7", "state": "secret words"},
)
# A line of what the program of today keeps of each kind, as it is stored.
KEPT = {
    "moment": '{"mood":6,"words":"after lunch"}',
    "scale": '{"instrument":"PHQ-9","version":"1999","items":[0,null,3],"score":null,'
    '"unscored":{"hard":1},"abandoned":true}',
    "scale.open": '{"instrument":"PHQ-9","version":"1999","answers":[["q2",1],["q1",null]],'
    '"talk":"a1b2"}',
    "word": '{"list":"helped","word":"a walk","gone":false}',
    "diary.effect": '{"effect":"heavier"}',
    "goal target": '{"goal":1,"times":3,"days":[1,5],"once":false}',
    "goal was": '{"goal":1,"field":"until","was":"2026-12-01"}',
    "goal scale": '{"goal":1,"levels":{"-2":"in bed","2":"outside"},"weight":1,"ended":null}',
    "goal level": '{"goal":1,"level":-2}',
    "goal reached": '{"goal":1,"win":"a1b2"}',
    "count mark": '{"goal":1,"count":10,"win":null}',
    "look-back": '{"week":"2026-11-23","goals":{"1":"keep","2":null}}',
    "plan": '{"settled":["signs","alone"]}',
    "plan line": '{"step":"signs","place":1,"text":"I stop answering."}',
    "medication": '{"text":"50 mg instead of 25"}',
    "question": '{"text":"the dose?","answered":"2026-11-25"}',
    "note to self": '{"text":"It passed.","when":"hard","returned":["2026-11-25"]}',
    "reward": '{"goal":1,"text":"the sea","taken":null}',
    "appointment": '{"time":"09:00","every":1,"skipped":["2026-11-25"],'
    '"moved":{"2026-12-02":["2026-12-03","10:30"]},"state":"on","ended":null}',
    "session": '{"time":"09:00","take_along":null,"agreed":"a walk"}',
    "unfitting": '{"finding":"factors:a walk"}',
    "plan removed": '{"step":"signs","place":1,"text":"I stop answering."}',
    "plan copy": '{"sent":"a1b2","on":"2026-11-25","pinned":7,"says":"a1b2","is_marked":false}',
    "from message": '{"message":7,"words":"a1b2","moment":"c3d4"}',
    "help.shown": "{}",
    "undone": "{}",
    "import.file": '{"file_id":"BQACAgIAAx"}',
    "import.undo": '{"state":"taken","file_id":"BQACAgIAAx","fresh":true,"parts":1,"days":2,'
    '"more":3,"replaced":0,"settings":{"preferences":{"hardday":"off"}}}',
    "import.undo.part": '{"new":{"answers":[["2026-11-25","mood","2026-11-25T21:00:00+00:00"]]},'
    '"before":{"wins":[{"id":["as it is","a1b2"]}]}}',
}


@pytest.mark.parametrize("kind", sorted(ENTRY_KINDS))
def test_what_is_kept_of_each_kind_is_written_as_it_was_read(kind: str) -> None:
    model = ENTRY_KINDS[kind]
    later = json.dumps(
        {**json.loads(KEPT[kind]), "from a later version": [1]}, separators=(",", ":")
    )
    for kept in (KEPT[kind], later):
        content = model.model_validate(json.loads(kept))
        assert json.dumps(content.to_json(), separators=(",", ":")) == kept


async def test_entries_of_another_shape_are_passed_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with DirectTown(tmp_path) as town:
        alice = town.person()
        await lives_fully(town, alice)
        today = date.fromisoformat(TODAY)

        def spoil(tx: Tx) -> None:
            for kind in ENTRY_KINDS:
                for n, content in enumerate(MISFITS * 3):
                    entries.add(tx, ALICE, kind, today + timedelta(days=n), content)

        await town.app.store.write(spoil)
        caplog.clear()
        for name in Registry(FEATURES).commands:
            if name != "delete":
                await does(town, alice, f"/{name}")
                assert alice.last.by_bot
        for day in ("2026-12-07", "2026-12-08", "2026-12-13", "2026-12-14"):
            for time in ("08:00", "16:10", "21:00", "22:05"):
                await town.at_local(day, time)
        await does(town, alice, "/checkin", "2", "/mood 1", "/undo", "/week", "/timeline")
    said = {record.getMessage() for record in caplog.records}
    assert "an entry does not fit its kind" in said
    assert not {words for words in said if "failed" in words}
    assert "secret words" not in caplog.text


async def test_a_conversation_of_another_shape_counts_as_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with DirectTown(tmp_path) as town:
        alice = town.person()
        await lives_fully(town, alice)
        await does(town, alice, "/goals", "[1. Walk after lunch]", "[Change]", "[The wording]")

        def spoil(tx: Tx) -> Conversation:
            conversation = conversations.newest(tx, ALICE)
            assert conversation is not None
            assert conversation.flow == "goalfield"
            conversation.state["about"] = {"number": "secret words"}
            conversations.save(tx, conversation)
            return conversation

        await town.app.store.write(spoil)
        await does(town, alice, "another name")
        assert "“another name”" in alice.last.words
        await does(town, alice, "/journal")
        assert "another name" in alice.last.words
        await does(town, alice, "/goals")
        assert "another name" not in alice.last.words
    assert "an update failed" not in caplog.text
    assert "secret words" not in caplog.text


async def test_all_that_a_database_of_before_holds_fits(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    old_life.put_back(f"sqlite:///{tmp_path}/small-steps.db")
    key = SecretStr(old_life.KEY.hex())

    def read(tx: Tx) -> list[str]:
        registry = Registry(FEATURES)
        opened = [
            conversation
            for name, dialog in registry.dialogs.items()
            for conversation in conversations.of_flow(tx, ALICE, name, 50)
            if dialog.about.is_known(conversation)
        ]
        told = entries.every(tx, ALICE)
        assert all(registry.entries[one.kind].model_validate(one.content) for one in told)
        return sorted(
            {*(one.kind for one in told), *(conversation.flow for conversation in opened)}
        )

    async with DirectTown(tmp_path, at=old_life.THEN, encryption_key=key) as town:
        found = await town.app.store.read(read)
    assert {"moment", "scale.open", "appointment", "checkin", "question", "lookback"} <= {*found}
    assert "doesn't fit" not in caplog.text
