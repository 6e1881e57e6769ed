"""One questionnaire: its earlier totals, how often it is offered, and where it is from."""

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features.questionnaires import about as about_words
from bot.features.questionnaires import half_done, harm, offering, results
from bot.features.questionnaires import words as questionnaire_words
from bot.features.questionnaires.dialog import put_away, start
from bot.features.questionnaires.history import history
from bot.features.questionnaires.offering import RHYTHMS
from bot.outgoing import BLANK, Button, Rows, lines
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import by_key, by_title, of_group
from conversations.text import Text, from_file, own, t, tn
from storage import preferences


def put(turn: Turn, text: tuple[Text, ...], rows: Rows, *, edit: bool) -> None:
    """Show it in a new message, or in place of what was pressed."""
    if edit:
        turn.edit(*text, rows=rows, message_id=turn.message_id)
    else:
        turn.say(*text, rows=rows)


def in_english(turn: Turn) -> tuple[Text, ...]:
    """Say so to those who read something else."""
    if turn.language.split("-")[0] == "en":
        return ()
    return (t("The questions are in English, word for word as they were published."),)


def can_go_on(turn: Turn, one: Instrument) -> bool:
    """Whether it is half done, and not too long ago."""
    open_ = half_done.find(turn, one)
    return open_ is not None and not half_done.is_too_old(turn, open_)


def go_on(one: Instrument) -> tuple[Button, ...]:
    """Offer to go on where it stopped."""
    words = t("Go on with {title}", title=own(one.title))
    return (Button(words, callback_data.action("scale.go", one.key), primary=True),)


def show_one(turn: Turn, key: str, *, edit: bool = True) -> None:
    """Show one questionnaire: its earlier totals in words, and what can be done with it."""
    one = by_key(key)
    if one is None:
        turn.ack(t("That questionnaire is no longer there."))
        return
    old = [day for known, day in half_done.put_away_old(turn) if known == one]
    done = results.scored(turn, one)
    chosen = preferences.all_(turn.tx, turn.user_id)
    text = lines(
        own(one.title),
        from_file(one.summary),
        *in_english(turn),
        *((BLANK, from_file(one.preface)) if one.preface else ()),
        BLANK,
        *(history(one, done) or (t("Not answered yet."),)),
        questionnaire_words.direction(one) if done else None,
        harm.since(one, half_done.beside_results(turn, one)),
        *(questionnaire_words.kept_unscored(one, day) for day in old),
        *_half_done_line(turn, one),
        BLANK,
        _rhythm_line(offering.every(chosen, one)),
    )
    put(turn, text, _rows(turn, one, chosen), edit=edit)


def _half_done_line(turn: Turn, one: Instrument) -> tuple[Text, ...]:
    if not can_go_on(turn, one):
        return ()
    said = half_done.answers(half_done.find(turn, one))
    given = sum(said.get(item.id) is not None for item in one.items)
    return (t("Started: {n} of {all} answered.", n=given, all=len(one.items)),)


def _rhythm_line(days: int | None) -> Text:
    if days is None:
        return t("I won't offer it on my own.")
    return tn(
        "After you answer it, I'll offer it again a week later, below your evening check-in.",
        "After you answer it, I'll offer it again {n} weeks later, below your evening check-in.",
        days // 7,
    )


def _rows(turn: Turn, one: Instrument, chosen: dict[str, str]) -> Rows:
    drop = Button(t("Close it"), callback_data.action("scale.drop", one.key))
    begin = Button(t("Start"), callback_data.action("scale.go", one.key), primary=True)
    halfway = can_go_on(turn, one)
    done = results.results(turn, one)
    group = one.groups[0]
    alone = len(of_group(group)) == 1
    where = callback_data.action("scales") if alone else callback_data.action("scale.group", group)
    back = Button(t("‹ Back"), where)
    take = (
        Button(t("Undo the last one"), callback_data.action("scale.undo", done[-1].id))
        if done and not halfway
        else None
    )
    now = offering.every(chosen, one)
    rhythm = tuple(
        Button(
            t("✓ {label}", label=label) if days == (now or 0) else label,
            callback_data.action("scale.every", one.key, str(days)),
        )
        for days, label in _rhythms(one)
    )
    return (
        (*go_on(one), drop) if halfway else (begin,),
        rhythm[:2],
        *((rhythm[2:],) if rhythm[2:] else ()),
        (Button(t("About this questionnaire"), callback_data.action("scale.about", one.key)),),
        *(((take,),) if take else ()),
        (back,),
    )


_RHYTHM_LABELS = dict(
    zip(RHYTHMS, (t("Weekly"), t("Every 2 weeks"), t("Every 4 weeks")), strict=True)
)


def _rhythms(one: Instrument) -> list[tuple[int, Text]]:
    known = sorted({*RHYTHMS, one.rhythm.days})
    return [
        *(
            (days, _RHYTHM_LABELS.get(days) or t("Every {n} weeks", n=days // 7))
            for days in known
            if days >= one.rhythm.at_least
        ),
        (0, t("Don't offer it")),
    ]


def go(turn: Turn, key: str) -> None:
    """Begin, or go on where it stopped; too soon after the last time, say so first."""
    one = by_key(key)
    if one is None:
        turn.ack(t("That questionnaire is no longer there."))
        return
    done = results.scored(turn, one)
    days = (turn.today - done[-1].day).days if done else None
    if days is None or days >= one.rhythm.at_least or can_go_on(turn, one):
        start(turn, one)
        return
    turn.edit(
        t("You answered {title} on {day}.", title=own(one.title), day=done[-1].day),
        tn(
            "It tells you more with at least a week in between.",
            "It tells you more with at least {n} weeks in between.",
            one.rhythm.at_least // 7,
        ),
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
        turn.ack(t("Closed. Your answers are saved, without a total."))
        show_one(turn, key)


def about(turn: Turn, key: str) -> None:
    """Show whose it is, its licence and its sources."""
    one = by_key(key)
    if one is not None:
        back = Button(t("‹ Back"), callback_data.action("scale.one", key))
        turn.edit(*about_words.about(one), rows=((back,),), message_id=turn.message_id)


def every(turn: Turn, key: str, days: int) -> None:
    """Choose how often it is offered by itself."""
    one = by_key(key)
    if one is not None and (days == 0 or days in {*RHYTHMS, one.rhythm.days}):
        offering.choose(turn, one, days or None)
        show_one(turn, key)


def take_back(turn: Turn, entry_id: str) -> None:
    """Take one time of answering back, for good."""
    title = results.remove(turn, entry_id)
    if title is None:
        turn.ack(t("That one is no longer there."))
        return
    turn.ack(t("Undone."))
    one = by_title(title)
    if one is not None:
        show_one(turn, one.key)


def later(turn: Turn, key: str) -> None:
    """Say no to what was offered; it comes back after its rhythm."""
    one = by_key(key)
    if one is not None:
        turn.edit(
            t("That's fine. You can find it in /scales whenever you like."),
            message_id=turn.message_id,
        )


def never(turn: Turn, key: str) -> None:
    """Offer one no more."""
    one = by_key(key)
    if one is not None:
        offering.choose(turn, one, None)
        turn.edit(
            t(
                "I won't offer {title} anymore. You can still find it in /scales.",
                title=own(one.title),
            ),
            message_id=turn.message_id,
        )
