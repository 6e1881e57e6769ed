"""One question alone as a picture, or two beside each other, chosen under *More pictures*."""

from datetime import date
from functools import partial

from bot.core import callback_data, paging
from bot.core.attachments import Drawing
from bot.core.callback_data import day, number
from bot.core.feature import Action, Feature
from bot.core.turn import Turn
from bot.features.beside import caption, series, view
from bot.features.history.drawn import drawing
from bot.outgoing import Button, Rows
from conversations.text import Text, t

FIRST = t("Which question?")
OTHER = t("Which one should I show with it?")


def choose(turn: Turn, begin: int) -> None:
    """Offer the questions that a picture may show."""
    _offer(turn, FIRST, series.choices(turn), begin, "beside.choose", "beside.new")


def choose_other(turn: Turn, which: str, begin: int) -> None:
    """Offer what may stand beside one."""
    others = [(known, name) for known, name in series.choices(turn) if known != which]
    _offer(turn, OTHER, others, begin, f"beside.with|{which}", f"beside.new|{which}{view.BOTH}")


def _offer(
    turn: Turn, words: Text, choices: list[tuple[str, Text]], begin: int, leaf: str, pick: str
) -> None:
    each = paging.fitting(len(choices), beside=0)
    name, *args = leaf.split("|")
    page = paging.list_page(
        choices, begin, lambda at: callback_data.action(name, *args, str(at)), each=each
    )
    action, *before = pick.split("|")
    rows: Rows = tuple(
        (Button(label, callback_data.action(action, "".join([*before, known]))),)
        for known, label in page.shown
    )
    turn.ack()
    turn.say(words, rows=(*rows, *page.rows))


def fresh(turn: Turn, which: str) -> None:
    """Send a picture in a message of its own, after a press."""
    turn.ack()
    view.show(turn, which, "4w")


def in_words(turn: Turn, which: str, span: str, last: date) -> None:
    """Say all that a picture shows, in as many messages as it takes."""
    found = view.read(turn, which, span, last) if span in view.SPANS else None
    if found is None:
        turn.say(view.GONE)
        return
    for message in caption.messages(found):
        turn.say(*message)


def look(turn: Turn, wanted: object) -> Drawing | None:
    """Read what the picture shows, and its words; None where a question is gone meanwhile."""
    asked = view.BesideAttachment.model_validate(wanted)
    found = view.read(turn, asked.which, asked.span, asked.last)
    if found is None:
        return None
    words = caption.caption(found)
    return drawing(turn, asked, view.picture(found), words, view.rows(found, cut=words.is_cut))


FEATURE = Feature(
    name="beside",
    buttons={
        view.KIND: Action(view.show, (str, str, day)),
        "beside.choose": Action(choose, (number,)),
        "beside.with": Action(choose_other, (str, number)),
        "beside.new": Action(fresh, (str,)),
        "beside.words": Action(in_words, (str, str, day)),
    },
    attachments=lambda maker_deps: {view.KIND: partial(maker_deps.picture, look)},
)
