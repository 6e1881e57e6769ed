"""`/scales`: first what it is about, then which one, so that no screen is a wall of buttons."""

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features.questionnaires import half_done, offering, results, screens
from bot.features.questionnaires import words as questionnaire_words
from bot.outgoing import BLANK, Button, Rows
from conversations.questionnaires.instrument import GROUPS, Instrument
from conversations.questionnaires.load import by_key, instruments, of_group
from conversations.text import Text, from_file, own, t
from storage import preferences

# With five things they can be about, no list has more than eight buttons.
MOST_OPEN, MOST_IN_USE = 1, 2
NAMES = dict(
    zip(
        GROUPS,
        (
            t("How I am in general"),
            t("Low mood"),
            t("Anxiety"),
            t("After a very bad experience"),
            t("Alcohol"),
        ),
        strict=True,
    )
)


def show(turn: Turn, argument: str = "", *, edit: bool = False) -> None:
    """Offer what they are about, and what is half done or was answered before."""
    asked_for = by_key(argument.strip().casefold().replace("-", "").replace(" ", ""))
    if asked_for is not None:
        screens.show_one(turn, asked_for.key, edit=False)
        return
    old = half_done.put_away_old(turn)
    chosen = preferences.all_(turn.tx, turn.user_id)
    mine = _answered(turn)
    text = (
        t("Questionnaires"),
        t("Short ones that many therapists use. They show how things are. They don't diagnose."),
        *screens.in_english(turn),
        *(
            line
            for one, day in old
            for line in (BLANK, questionnaire_words.kept_unscored(one, day))
        ),
        *((BLANK,) if mine else ()),
        *(_line(turn, one, chosen) for one in mine),
        BLANK,
        t("What would you like to look at?"),
    )
    screens.put(turn, text, _rows(turn, mine), edit=edit)


def _rows(turn: Turn, mine: list[Instrument]) -> Rows:
    """The way back to what is half done and to what is in use; then what they are about."""
    half_done = [one for one in instruments() if screens.can_go_on(turn, one)][:MOST_OPEN]
    in_use = [one for one in mine if one not in half_done][:MOST_IN_USE]
    groups = [
        Button(NAMES[group], callback_data.action("scale.group", group))
        for group in GROUPS
        if of_group(group)
    ]
    return (
        *(screens.go_on(one) for one in half_done),
        *((tuple(_button(one) for one in in_use),) if in_use else ()),
        *((button,) for button in groups),
    )


def _button(one: Instrument) -> Button:
    return Button(own(one.title), callback_data.action("scale.one", one.key))


def _answered(turn: Turn) -> list[Instrument]:
    """Find what was answered before, the latest first."""
    last = [(told[-1].day, one) for one in instruments() if (told := results.results(turn, one))]
    latest = sorted(last, key=lambda found: (found[0], -found[1].order), reverse=True)
    return [one for _, one in latest]


def show_group(turn: Turn, group: str) -> None:
    """List the questionnaires about one thing, with when each was answered last."""
    found = of_group(group)
    if not found:
        show(turn, edit=True)
        return
    if len(found) == 1:
        screens.show_one(turn, found[0].key)
        return
    chosen = preferences.all_(turn.tx, turn.user_id)
    offered = [_button(one) for one in found]
    rows = (
        *(tuple(offered[at : at + 3]) for at in range(0, len(offered), 3)),
        (Button(t("‹ Back"), callback_data.action("scales")),),
    )
    text = (
        NAMES[group],
        *screens.in_english(turn),
        BLANK,
        *(_line(turn, one, chosen) for one in found),
    )
    screens.put(turn, text, rows, edit=True)


def _line(turn: Turn, one: Instrument, chosen: dict[str, str]) -> Text:
    title, summary = own(one.title), from_file(one.summary)
    done = results.scored(turn, one)
    due = offering.due_on(chosen, one)
    if not done:
        return t("• {title} — {summary}", title=title, summary=summary)
    if due is not None and due <= turn.today:
        return t("• {title} — last {day}, ready to answer again", title=title, day=done[-1].day)
    if due is not None:
        return t("• {title} — last {day}, next {due}", title=title, day=done[-1].day, due=due)
    return t("• {title} — last {day}", title=title, day=done[-1].day)
