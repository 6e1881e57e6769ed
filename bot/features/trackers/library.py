"""The ready-made trackers to switch on and off by a tap, and the presets that switch several."""

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features import sleep
from bot.features.trackers import active as active_trackers
from bot.features.trackers import factors
from bot.features.trackers import words as tracker_words
from bot.features.trackers.screens import back_row, pairs, say, show, warning
from bot.outgoing import BLANK, Button
from conversations.text import Text, from_file, listed, quoted, t
from conversations.trackers import Preset, Question, groups, presets, ready_made
from storage import preferences, trackers

GONE = t("That one is no longer there.")


def show_groups(turn: Turn) -> None:
    """List what the ready-made trackers are about."""
    row = [Button(from_file(name), _group(n)) for n, name in enumerate(groups())]
    text = (t("Ready-made questions"), t("What would you like to be asked about?"))
    say(turn, text, (*pairs(row), back_row("trk.add")))


def show_group(turn: Turn, n: int = 0) -> None:
    """List a group of ready-made trackers, with a tick at those that are on."""
    every = list(groups().items())
    name, ids = every[n % len(every)]
    asked = active_trackers.every(turn.tx, turn.user_id)
    on = {one.tracker.id for one in asked if one.active}
    row = [_ready_button(ready_made()[id], on=id in on) for id in ids]
    text = (
        from_file(name),
        t("Tap what you'd like to be asked. Tap again, and I'll stop asking."),
        *warning(turn),
    )
    say(turn, text, (*pairs(row), back_row("trk.ready")))


def _group(n: int) -> str:
    return callback_data.action("trk.group", str(n))


def _ready_button(question: Question, *, on: bool) -> Button:
    label = t("✓ {label}", label=question.name) if on else question.name
    return Button(label, callback_data.action("trk.switch", question.id))


def _group_of(id: str) -> int | None:
    return next((n for n, ids in enumerate(groups().values()) if id in ids), None)


def switch(turn: Turn, id: str) -> None:
    """Switch a ready-made tracker on or off; what was told stays either way."""
    if id not in ready_made():
        turn.ack(GONE)
        return
    asked = active_trackers.get(turn.tx, turn.user_id, id)
    if asked is not None and asked.active:
        trackers.change(turn.tx, turn.user_id, id, active=False)
    elif asked is None and active_trackers.is_full(turn.tx, turn.user_id):
        turn.ack(tracker_words.FULL)
    else:
        _switch_on(turn, id)
    group = _group_of(id)
    if group is None:  # only buttons of earlier messages offer it: among all of them it is seen
        show(turn, edit=True)
    else:
        show_group(turn, group)


def _switch_on(turn: Turn, id: str) -> None:
    if active_trackers.get(turn.tx, turn.user_id, id) is None:
        trackers.add(turn.tx, turn.user_id, id, turn.today, ready_made()[id].content())
    else:
        trackers.change(turn.tx, turn.user_id, id, active=True, retired=False)


def show_presets(turn: Turn) -> None:
    """List the presets with what is in them."""
    lines = [
        t("{name}: {about}", name=from_file(preset.name), about=from_file(preset.about))
        for preset in presets().values()
    ]
    row = [
        Button(from_file(preset.name), callback_data.action("trk.preset", id))
        for id, preset in presets().items()
    ]
    text = (
        t("Several that go together"),
        t("Tap one to see what it asks. You can change any question later."),
        BLANK,
        quoted(*lines),
    )
    say(turn, text, (*pairs(row), back_row("trk.add")))


def show_preset(turn: Turn, id: str) -> None:
    """Say what a preset would do, before it does it."""
    preset = presets().get(id)
    if preset is None:
        turn.ack(GONE)
        return
    use = Button(t("Use this"), callback_data.action("trk.apply", id), primary=True)
    say(
        turn, (from_file(preset.name), BLANK, *_effects(preset)), ((use,), back_row("trk.presets"))
    )


def _effects(preset: Preset) -> list[Text]:
    names = [ready_made()[id].name for id in preset.trackers]
    lines = [t("Turns on: {names}.", names=listed(names))] if names else []
    if "factors" in preset.words:
        lines.append(t("Asks what happened during the day."))
    if "helped" in preset.words:
        lines.append(t("Asks what helped."))
    if preset.sleep == sleep.DETAILED:
        lines.append(t("Asks about the night in detail."))
    if preset.sleep_in_morning:
        lines.append(t("Asks about sleep in the morning."))
    if preset.alone:
        lines.append(t("Pauses all your own questions. For sleep, asks only the hours."))
    else:
        lines.append(t("What's already on stays on."))
    return [*lines, t("Nothing you told me changes.")]


def apply(turn: Turn, id: str) -> None:
    """Do what a preset says."""
    preset = presets().get(id)
    if preset is None:
        turn.ack(GONE)
        return
    if preset.alone:
        _rest_all(turn)
    for tracker in preset.trackers:
        if active_trackers.get(turn.tx, turn.user_id, tracker) is None and active_trackers.is_full(
            turn.tx, turn.user_id
        ):
            turn.ack(tracker_words.FULL)
            return
        _switch_on(turn, tracker)
    for name in preset.words:
        preferences.set_(turn.tx, turn.user_id, factors.preference(name), "on")
    if preset.sleep is not None:
        preferences.set_(turn.tx, turn.user_id, sleep.PREFERENCE, preset.sleep)
    if preset.sleep_in_morning is not None:
        turn.change(sleep_in_morning=preset.sleep_in_morning)
    turn.ack(t("Done."))
    show(turn, edit=True)


def _rest_all(turn: Turn) -> None:
    for asked in active_trackers.every(turn.tx, turn.user_id):
        if asked.active:
            trackers.change(turn.tx, turn.user_id, asked.tracker.id, active=False)
    for name in factors.LISTS:
        preferences.set_(turn.tx, turn.user_id, factors.preference(name), "off")
