"""`/scales`: published questionnaires, one item at a time, on a calm rhythm, never a diagnosis."""

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features.questionnaires import results
from bot.features.questionnaires import words as questionnaire_words
from bot.features.questionnaires.dialog import put_away, start
from bot.features.questionnaires.results import RHYTHMS, STAYS_OPEN
from bot.outgoing import BLANK, Button, Rows, lines
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import by_key, by_title, instruments
from conversations.text import Text, from_file, own, t, tn
from storage import preferences


def show(turn: Turn, argument: str = "", *, edit: bool = False) -> None:
    """List the questionnaires with when each was answered last, and what is due."""
    asked_for = by_key(argument.strip().casefold().replace("-", ""))
    if asked_for is not None:
        show_one(turn, asked_for.key, edit=False)
        return
    chosen = preferences.all_(turn.tx, turn.user_id)
    text = (
        t("Questionnaires"),
        t("Short published ones about the last two weeks. They describe; they do not diagnose."),
        *_in_english(turn),
        BLANK,
        *(_line(turn, one, chosen) for one in instruments()),
    )
    offered = [
        Button(own(one.title), callback_data.action("scale.one", one.key)) for one in instruments()
    ]
    rows: Rows = (
        *(_go_on(one) for one in instruments() if _can_go_on(turn, one)),
        *(tuple(offered[at : at + 3]) for at in range(0, len(offered), 3)),
    )
    _put(turn, text, rows, edit=edit)


def _put(turn: Turn, text: tuple[Text, ...], rows: Rows, *, edit: bool) -> None:
    if edit:
        turn.edit(*text, rows=rows, message_id=turn.message_id)
    else:
        turn.say(*text, rows=rows)


def _in_english(turn: Turn) -> tuple[Text, ...]:
    if turn.language.split("-")[0] == "en":
        return ()
    return (t("They are in English, for only their owners may translate them."),)


def _line(turn: Turn, one: Instrument, chosen: dict[str, str]) -> Text:
    title, summary = own(one.title), from_file(one.summary)
    done = results.scored(turn, one)
    due = results.due_on(chosen, one)
    if not done:
        return t("• {title} — {summary}", title=title, summary=summary)
    if due is not None and due <= turn.today:
        return t("• {title} — last {day}, due now", title=title, day=done[-1].day)
    if due is not None:
        return t("• {title} — last {day}, next {due}", title=title, day=done[-1].day, due=due)
    return t("• {title} — last {day}", title=title, day=done[-1].day)


def _can_go_on(turn: Turn, one: Instrument) -> bool:
    open_ = results.half_done(turn, one)
    return open_ is not None and open_.day + STAYS_OPEN > turn.today


def _go_on(one: Instrument) -> tuple[Button, ...]:
    words = t("Go on with {title}", title=own(one.title))
    return (Button(words, callback_data.action("scale.go", one.key)),)


def show_one(turn: Turn, key: str, *, edit: bool = True) -> None:
    """Show one questionnaire: its earlier totals in words, and what can be done with it."""
    one = by_key(key)
    if one is None:
        turn.ack(t("That questionnaire is no longer there."))
        return
    done = results.scored(turn, one)
    chosen = preferences.all_(turn.tx, turn.user_id)
    text = lines(
        t("{title}: {summary}", title=own(one.title), summary=from_file(one.summary)),
        *_in_english(turn),
        BLANK,
        *(questionnaire_words.history(one, done) or (t("Not answered yet."),)),
        *_half_done_line(turn, one),
        BLANK,
        _rhythm_line(results.every(chosen, one)),
    )
    _put(turn, text, _rows(turn, one, chosen), edit=edit)


def _half_done_line(turn: Turn, one: Instrument) -> tuple[Text, ...]:
    if not _can_go_on(turn, one):
        return ()
    said = results.answers(results.half_done(turn, one))
    given = sum(said.get(item.id) is not None for item in one.items)
    return (t("Begun: {n} of {all} answered.", n=given, all=len(one.items)),)


def _rhythm_line(days: int | None) -> Text:
    if days is None:
        return t("It is not offered by itself.")
    return tn(
        "Once answered, it is offered again after a week, below your evening check-in.",
        "Once answered, it is offered again after {n} weeks, below your evening check-in.",
        days // 7,
    )


def _rows(turn: Turn, one: Instrument, chosen: dict[str, str]) -> Rows:
    drop = Button(t("Put it away"), callback_data.action("scale.drop", one.key))
    begin = Button(t("Start"), callback_data.action("scale.go", one.key))
    done = results.results(turn, one)
    back = Button(t("‹ Back"), callback_data.action("scales"))
    take = (
        Button(t("Take the last one back"), callback_data.action("scale.undo", done[-1].id))
        if done
        else None
    )
    now = results.every(chosen, one)
    rhythm = tuple(
        Button(
            t("✓ {label}", label=label) if days == (now or 0) else label,
            callback_data.action("scale.every", one.key, str(days)),
        )
        for days, label in _RHYTHM_LABELS
        if days == 0 or days >= one.rhythm.at_least
    )
    return (
        (*_go_on(one), drop) if _can_go_on(turn, one) else (begin,),
        rhythm[:2],
        *((rhythm[2:],) if rhythm[2:] else ()),
        (Button(t("About this questionnaire"), callback_data.action("scale.about", one.key)),),
        *(((take,),) if take else ()),
        (back,),
    )


_RHYTHM_LABELS = (
    *zip(RHYTHMS, (t("Weekly"), t("Every 2 weeks"), t("Every 4 weeks")), strict=True),
    # For translators: a questionnaire is not offered any more.
    (0, t("Off")),
)


def go(turn: Turn, key: str) -> None:
    """Begin, or go on where it stopped; too soon after the last time, say so first."""
    one = by_key(key)
    if one is None:
        turn.ack(t("That questionnaire is no longer there."))
        return
    done = results.scored(turn, one)
    days = (turn.today - done[-1].day).days if done else None
    if days is None or days >= one.rhythm.at_least or _can_go_on(turn, one):
        start(turn, one)
        return
    turn.edit(
        t("You answered {title} on {day}.", title=own(one.title), day=done[-1].day),
        t("It looks back on two weeks, so it tells more with at least a week between."),
        rows=(
            (Button(t("Answer it anyway"), callback_data.action("scale.anyway", one.key)),),
            (Button(t("‹ Back"), callback_data.action("scale.one", one.key)),),
        ),
        message_id=turn.message_id,
    )


def anyway(turn: Turn, key: str) -> None:
    """Begin all the same."""
    one = by_key(key)
    if one is not None:
        start(turn, one)


def drop(turn: Turn, key: str) -> None:
    """Put a half-done one away: its answers are kept, and never scored."""
    one = by_key(key)
    if one is not None:
        put_away(turn, one)
        turn.ack(t("Put away, not scored."))
        show_one(turn, key)


def about(turn: Turn, key: str) -> None:
    """Show whose it is, its licence and its sources."""
    one = by_key(key)
    if one is not None:
        back = Button(t("‹ Back"), callback_data.action("scale.one", key))
        turn.edit(*questionnaire_words.about(one), rows=((back,),), message_id=turn.message_id)


def every(turn: Turn, key: str, days: int) -> None:
    """Choose how often it is offered by itself."""
    one = by_key(key)
    if one is not None and (days == 0 or days in RHYTHMS):
        results.choose(turn, one, days or None)
        show_one(turn, key)


def take_back(turn: Turn, entry_id: str) -> None:
    """Take one time of answering back, for good."""
    title = results.remove(turn, entry_id)
    if title is None:
        turn.ack(t("That one is no longer there."))
        return
    turn.ack(t("Taken back."))
    one = by_title(title)
    if one is not None:
        show_one(turn, one.key)


def later(turn: Turn, key: str) -> None:
    """Say no to what was offered; it comes back after its rhythm."""
    one = by_key(key)
    if one is not None:
        turn.edit(
            t("All right, not now. /scales has it whenever you like."),
            message_id=turn.message_id,
        )


def never(turn: Turn, key: str) -> None:
    """Offer one no more."""
    one = by_key(key)
    if one is not None:
        results.choose(turn, one, None)
        turn.edit(
            t("{title} is not offered any more. /scales has it.", title=own(one.title)),
            message_id=turn.message_id,
        )
