from datetime import timedelta

import pytest

from storage import people
from storage.schema import METADATA
from tests.support.evening import QUESTION
from tests.support.town import ALICE, Town, does, settled_in


async def rows(town: Town) -> dict[str, int]:
    """Count what is stored, table by table, besides the bookkeeping of the process itself."""

    def count(tx):
        return {
            table.name: tx.connection.exec_driver_sql(
                f'SELECT count(*) FROM "{table.name}"'  # noqa: S608 - names of our own tables
            ).scalar_one()
            for table in METADATA.sorted_tables
            if table.name not in {"inbox", "outbox", "installation"}
        }

    return await town.app.store.read(count)


async def test_a_stranger_is_told_what_this_is_before_anything_is_stored(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start")
    told = [message.words for message in alice.heard]
    assert len(told) == 3
    said = " ".join(told)
    for promise in (
        "/delete erases everything",
        "not end-to-end encrypted",
        "Nobody watches this chat",
        "not an emergency service",
        "on the computer of whoever runs this bot",
    ):
        assert promise in said
    assert max(map(len, told)) < 450
    assert sum((await rows(town)).values()) == 0


async def test_someone_who_says_no_leaves_nothing_behind(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[No, thanks]")
    assert "Nothing was stored" in alice.last.words
    assert sum((await rows(town)).values()) == 0


@pytest.mark.parametrize("said", ["no thank you", "not now", "nah", "never mind", "don't"])
async def test_no_is_heard_however_it_is_said(town: Town, said: str) -> None:
    alice = town.person()
    await does(town, alice, "/start", said)
    assert alice.last.words.startswith("That's fine. Nothing was stored.")
    assert sum((await rows(town)).values()) == 0


async def test_of_a_stranger_not_even_the_id_is_kept(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start", "hello", "[No, thanks]", "/week")

    def whose(tx):
        return [
            tx.connection.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE chat_id = 42")  # noqa: S608 - names of our own tables
            .scalar_one()
            for table in ("inbox", "outbox")
        ]  # fmt: skip

    await town.app.sender.idle()
    assert await town.app.store.read(whose) == [0, 0]


@pytest.mark.parametrize("act", ["hello", "/week", "/delete", "[Same as usual]"])
async def test_whatever_a_stranger_does_gets_one_message(town: Town, alice, act: str) -> None:
    await does(town, alice, "/checkin", "/delete", "[Erase everything]")
    heard = len(alice.heard)
    if act.startswith("["):
        alice.taps("1a|checkin", alice.last.message["message_id"])
        await town.settle()
    else:
        await does(town, alice, act)
    assert len(alice.heard) == heard + 1
    if act != "/delete":
        assert {"Yes, let's begin", "No, thanks"} == set(alice.buttons())


async def test_the_first_minute_ends_with_a_way_to_check_in_now(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    assert "Your goal is saved:" in alice.last.words
    assert alice.buttons()[0] == "Check in now"
    await does(town, alice, "[Check in now]")
    assert QUESTION in alice.last.words
    await does(town, alice, "/goals", "[Add a goal]", "Swim")
    await does(town, alice, "[A small step for the coming weeks]", "[Just once]", "[No end date]")
    assert "Check in now" not in alice.buttons()


async def test_the_first_minute_takes_a_city_two_times_and_a_wish(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    person = await town.app.store.read(lambda tx: people.get(tx, ALICE))
    assert person is not None
    assert person.timezone == "Europe/Riga"
    assert "Your goal is saved" in alice.last.words
    assert "3 times a week" in alice.last.words


async def test_everything_can_be_skipped(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]", "[Skip]", "[Skip]", "[Skip]", "[Skip]")
    assert "All set" in alice.last.words
    await does(town, alice, "/checkin")
    assert QUESTION in alice.last.words


@pytest.mark.parametrize("words", ["no", "Nothing.", "idk", "i dont know anything"])
async def test_who_has_no_goal_to_name_is_asked_for_none(town: Town, words: str) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]", "Riga", "[Skip]", "[Skip]", words)
    assert alice.last.words.startswith("All set.")
    await does(town, alice, "/goals")
    assert alice.last.words.startswith("No goals yet")
    await does(town, alice, "[Add a goal]", words)
    assert "/cancel closes it." in alice.last.words
    await does(town, alice, "/cancel", "/goals")
    assert alice.last.words.startswith("No goals yet")


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("europe/riga", "Europe/Riga"),
        ("São Paulo", "America/Sao_Paulo"),
    ],
)
async def test_a_city_is_understood_however_it_is_spelled(
    town: Town, typed: str, zone: str
) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]", typed)
    person = await town.app.store.read(lambda tx: people.get(tx, ALICE))
    assert person is not None
    assert person.timezone == zone


async def test_a_slip_of_the_finger_offers_what_was_meant(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]", "san fransisco")
    await does(town, alice, "[San Francisco (US)]")
    person = await town.app.store.read(lambda tx: people.get(tx, ALICE))
    assert person is not None
    assert person.timezone == "America/Los_Angeles"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("Amsterdm", "Tap it if that's the one, or type another city."),
        ("Springfield", "Tap yours, or type another city."),
        ("17:00", "Tap yours, or type another city."),
    ],
)
async def test_while_places_are_offered_the_question_says_what_to_do_with_them(
    town: Town, typed: str, hint: str
) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]", typed)
    assert alice.last.words.splitlines()[-2] == hint
    assert alice.buttons()[-1] == "Skip"
    await does(town, alice, "Riga")
    assert "What time in the evening" in alice.last.words


async def test_a_first_minute_that_was_broken_off_goes_on(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]", "Riga", "/start")
    assert "What time in the evening" in alice.last.words


async def test_whoever_tried_something_else_first_can_go_back_and_answer(town: Town) -> None:
    alice = town.person()
    for act in ("/start", "[Yes, let's begin]", "/mood", "[7]", "/start", "Riga"):
        await does(town, alice, act)
        town.clock.pass_(timedelta(seconds=5))
    assert "What time in the evening" in alice.last.words


async def test_a_second_start_loses_nothing(town: Town, alice) -> None:
    await does(town, alice, "/checkin", "[6]", "/start")
    assert "Everything you told me is still here" in alice.last.words
    await does(town, alice, "/export")
    assert alice.last.message["document"]["file_name"].startswith("small-steps-")


async def test_a_button_of_another_time_does_nothing_and_says_so(town: Town, alice) -> None:
    before = await rows(town)
    for data in ("0t|old|mood|=|7", "1a|nonsense", "1t|nobody|mood|=|7", "1a|day|not-a-day", "x"):
        tap = alice.taps(data, alice.last.message["message_id"])
        await town.settle()
        assert tap.answered
        assert tap.text
    assert await rows(town) == before


async def test_around_a_time_is_said_as_what_it_means(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]", "Riga", "around 9", "8ish", "[Skip]")
    said = alice.last.words
    assert "I'll check in with you between 20:45 and 21:15" in said
    assert "If you add a goal, I'll remind you of it between 07:45 and 08:15." in said


async def test_who_has_no_goal_is_promised_no_reminder_of_one(town: Town) -> None:
    alice = town.person()
    start = ("/start", "[Yes, let's begin]", "Riga", "[21:00]", "[Skip]")
    await does(town, alice, *start, "[Skip]")
    assert alice.last.words.splitlines()[1:] == [
        "I'll check in with you at 21:00. You can change any of this in /settings."
    ]


async def test_who_named_one_is_told_when_it_comes(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]", "Riga", "[21:00]", "[Skip]", "Walk")
    said = [message.words for message in alice.heard]
    assert any("and remind you of your goals at 08:00." in words for words in said)


async def test_going_back_shows_the_hour_that_was_meant_roughly(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]", "Riga", "around 9", "[‹ Back]")
    assert "✓ 21:00" in alice.buttons()


@pytest.mark.parametrize("said", ["prob 9ish", "9ish i suppose, depends"])
async def test_an_evening_hour_that_is_not_sure_is_around_it(town: Town, said: str) -> None:
    alice = town.person()
    await does(town, alice, "/start", "yes", "Riga", said, "[Skip]", "[Skip]")
    assert "between 20:45 and 21:15" in alice.last.words
