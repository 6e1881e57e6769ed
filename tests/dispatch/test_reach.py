"""Everything lies at most three taps away, and an evening takes four for those who add nothing."""

from functools import partial

from bot.core.registry import Registry
from bot.demo.demo import make_up
from bot.features import FEATURES
from bot.playground.people import TelegramUser
from tests.features.check_in.test_evenings import TODAY, told
from tests.support.town import ALICE, Town, does, settled_in
from tests.support.walk import Way, in_sight

REGISTRY = Registry(FEATURES)
ACTIONS, COMMANDS = REGISTRY.buttons, REGISTRY.commands.values()
# What finishes a choice: it stands on the very screen that this choice, itself in sight, brings.
FINISHES = {
    "trk.group": "trk.ready",
    "trk.switch": "trk.group",
    "trk.preset": "trk.presets",
    "trk.apply": "trk.preset",
    "trk.up": "trk.more",
    "trk.down": "trk.more",
    "trk.anew": "trk.more",
    "trk.del": "trk.more",
    "trk.keep": "trk.del",
    "trk.erase": "trk.del",
    "wrd.one": "wrd",
    "wrd.name": "wrd.one",
    "wrd.gone": "wrd.one",
    "scale.stop": "scale.go",
    "scale.anyway": "scale.go",
    "scale.drop": "scale.stop",
    "gas.rate": "goal.more",
    "gas.end": "goal.more",
    "goal.uncount": "goal.more",
    "delete.said": "delete.yes",  # said in words beside it
    "reward": "goal.reached",
    "session.unskip": "session.skip",
    "session.on": "session.rest",
    "session.again": "session.end",
    "med.new": "trk.one",
    "report.note": "report.see",
    "report.span": "report.see",
    "plan.change": "plan.line",
    "plan.remove": "plan.line",
}
# What stands under something that was written or sent a moment ago.
UNDER_WHAT_WAS_SAID = {
    "import.no", "import.over", "import.take", "import.undo", "journal.find", "moment.day",
    "moment.meant", "night.asis", "night.half", "sleep.other", "note.mark", "note.undo",
    "plan.pin", "plan.undo", "scale.by", "session.note", "therapy.scale", "win.mark", "win.undo",
    "place", "session.goal", "session.once", "watch", "zone.use", "evening.usual", "privacy",
    "session.back", "session.from", "first.morning", "rest.for", "days.at", "time.at", "time.set",
    "told.back", "told.mood", "beside", "fix.back", "fix.it", "moment.back", "moment.fix",
    "beside.with", "beside.words", "nights", "nights.words", "session.stay", "session.to", "year",
    "year.words",
}  # fmt: skip
# The pages of lists longer than nearly anybody has, and what an earlier version wrote on buttons.
PAGES_OF_MANY = {
    "edit.at", "goals.at", "goals.past", "journal", "journal.at", "journal.whole", "seek",
    "self.at", "session.at", "session.prepare", "therapy.at", "week.words", "trk.at", "wrd.at",
}  # fmt: skip
# What the bot brings by itself, so that no way leads there; also what only some weeks bring.
COMES_BY_ITSELF = {
    "ask", "checkin", "consent", "day", "decline", "diary", "diary.full", "diary.leave",
    "diary.light", "diary.off", "hard.list", "help", "later", "nottoday", "onit", "rest",
    "insights.week", "scale.later", "scale.never", "session.off", "silence.keep", "snooze",
    "win.write",
}  # fmt: skip


async def lived(town: Town) -> TelegramUser:
    """Alice on her second day, with some things made already."""
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    await does(town, alice, "/goals", "[Add a goal]", "Swim")
    await does(town, alice, "[A small step for the coming weeks]", "[Just once]")
    await does(town, alice, "[No end date]")
    await does(town, alice, "/journal", "[Notes to myself]", "[Write one]", "It passes.")
    await does(town, alice, "[On a hard day]", "/plan", "[Begin]", "no sleep", "[Stop for now]")
    alice.sends_voice()
    await town.settle()
    await town.later(days=1)
    return alice


async def changes(town: Town, alice: TelegramUser) -> None:
    """The same life later: told, at rest, one goal ended, its own questions asleep."""
    await does(town, alice, "/goals")
    swim = next(label for label in alice.buttons() if "Swim" in label)
    await does(town, alice, f"[{swim}]", "[Let it go]", "/pause", "[1 week]")
    await does(town, alice, "/checkin", "6", "7", "4", "[✅ Done]")
    alice.taps("1a|diary.light", alice.last.message["message_id"])
    await town.settle()


async def seen(town: Town) -> dict[str, Way]:
    """What is in sight after three taps: early on, after eight weeks, and when much has ended."""
    alice = await lived(town)
    found = await in_sight(town, 3)
    await town.app.store.write(partial(make_up, deps=town.app.deps, user_id=ALICE))
    found |= await in_sight(town, 3)
    await changes(town, alice)
    return found | await in_sight(town, 3)


async def test_everything_is_in_sight_after_at_most_three_taps(town: Town) -> None:
    found = await seen(town)
    for command in COMMANDS:
        assert len(found[f"/{command.name}"]) <= 1, command.name
    reached = set(found) & set(ACTIONS)
    assert all(choice in found or choice in FINISHES for choice in FINISHES.values())
    away = (
        set(ACTIONS)
        - reached
        - set(FINISHES)
        - UNDER_WHAT_WAS_SAID
        - COMES_BY_ITSELF
        - PAGES_OF_MANY
    )
    assert away == set()
    assert set(FINISHES) | UNDER_WHAT_WAS_SAID | COMES_BY_ITSELF <= set(ACTIONS)


async def test_the_menu_holds_the_eleven_that_matter_daily(town: Town) -> None:
    assert len([command for command in COMMANDS if command.daily]) == 11


async def test_an_evening_takes_four_taps_for_whoever_adds_nothing(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    # Looking at what there is adds nothing.
    for command in ("/trackers", "/scales", "/session", "/timeline", "/journal", "/settings"):
        await does(town, alice, command)
    await does(town, alice, "/cancel")
    await town.at_local(TODAY, "21:00")
    heard = len(alice.heard)
    taps = ("[7]", "[8]", "[4]", "[✅ Done]")
    for tap in taps[:-1]:
        await does(town, alice, tap)
        assert "Noted for" not in alice.last.words
    await does(town, alice, taps[-1])
    assert "Noted for" in alice.heard[heard - 1].words
    assert len(taps) == 4
    assert len(alice.heard) == heard
    assert set(await told(town)) == {"mood", "sleep", "quality", "goals"}


async def test_no_question_of_ones_own_is_on_before_someone_asks_for_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/trackers")
    assert "Your mood, sleep and goals." in alice.last.words
    await does(town, alice, "[Sleep, what happened, what helped]")
    assert {"What helped: off", "What happened: off", "Sleep in detail: off"} <= set(
        alice.buttons()
    )
