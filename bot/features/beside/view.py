"""One question alone, or two one over the other: what the picture shows, and leafing."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot import i18n
from bot.core import callback_data
from bot.core.fields import Day
from bot.core.turn import Turn
from bot.features import days, look
from bot.features.beside import series
from bot.features.beside.series import Series
from bot.features.history import drawn
from bot.features.history.drawn import PictureAttachment
from bot.features.history.leafing import by_length
from bot.local_forms import reads_right_to_left
from bot.outgoing import Button, Rows
from charts.beside_view import MOST_PANELS, BesidePanel, BesideView
from charts.theme import Look
from conversations.text import Text, own, t

KIND, BOTH = "beside", "+"
SPANS = {"4w": (28, t("Four weeks")), "3m": (91, t("3 months"))}
GONE = t("That question isn't there anymore, or you keep it out of pictures.")
NOTHING = t("There's nothing about this from these days, and that's fine.")
EYE = t("Two things can go up and down together by chance.")


class BesideAttachment(PictureAttachment):
    """The picture of one question or two over the days of a span that ends with a day."""

    kind: str
    which: str
    """Their ids, with a sign between them that no id has."""
    span: str
    last: Day


@dataclass(frozen=True, slots=True)
class BesideData:
    """One question or two of one person, and how this person reads."""

    series: tuple[Series, ...]
    which: str
    span: str
    first: date
    last: date
    language: str
    today: date
    is_first: bool
    earlier: date | None
    later: date | None
    look: Look


def read(turn: Turn, which: str, span: str, last: date) -> BesideData | None:
    """Read the days up to one, none from before the diary began; None where one is gone."""
    length = SPANS[span][0]
    nominal, begun = last - timedelta(days=length - 1), days.earliest(turn)
    first, end = min(max(nominal, begun), last), days.latest(turn)
    shown = which.split(BOTH)[:MOST_PANELS]
    found = series.read(turn, shown, first, last)
    if found is None:
        return None

    def is_told(first: date, last: date) -> bool:
        return any(one.told for one in series.read(turn, shown, first, last) or ())

    leafing = by_length(length, is_told)
    return BesideData(
        tuple(found), which, span, first, last, turn.language, turn.today,
        is_first=first > nominal,
        earlier=leafing.earlier(last, begun),
        later=leafing.later(last, end),
        look=look.look(turn),
    )  # fmt: skip


def show(turn: Turn, which: str, span: str, last: date | None = None) -> None:
    """Send the picture, or let another take its place; without anything told, a sentence."""
    if span not in SPANS:
        return
    newest = days.latest(turn)
    ends = min(last or newest, max(newest, turn.today))
    found = read(turn, which, span, ends)
    if found is None:
        turn.ack()
        turn.say(GONE)
    elif all(one.told is None for one in found.series):
        drawn.nothing(turn, NOTHING)
    else:
        BesideAttachment(kind=KIND, which=which, span=span, last=ends).show(turn)


def picture(data: BesideData) -> BesideView:
    """Say what the picture shows, every word in the person's language."""
    return BesideView(
        title=_say(data, title(data)),
        subtitle=_say(data, dates(data)),
        length=(data.last - data.first).days + 1,
        ticks=_ticks(data),
        panels=tuple(_panel(data, one, n) for n, one in enumerate(data.series, start=1)),
        no_answer=_say(data, t("no answer")),
        of_moments=_say(data, t("middle of moments")),
        right_to_left=reads_right_to_left(data.language),
        look=data.look,
    )


def title(data: BesideData) -> Text:
    """Name what is shown: nothing is claimed of it."""
    if len(data.series) == 1:
        return data.series[0].name
    one, other = data.series
    return t("{one} and {other}", one=one.name, other=other.name)


def dates(data: BesideData) -> Text:
    """Name the days."""
    if data.is_first:
        begun = i18n.first_and_last(data.first, data.first, data.language, today=data.today)[1]
        return t("Your days so far, from {first}", first=own(begun))
    begins, ends = i18n.first_and_last(data.first, data.last, data.language, today=data.today)
    said = (
        t("Four weeks, {first} – {last}")
        if data.span == "4w"
        else t("Three months, {first} – {last}")
    )
    return said.given(first=own(begins), last=own(ends))


def said(one: Series) -> Text:
    """The sum of one question in few words."""
    return one.told.short if one.told else t("no answers")


def _panel(data: BesideData, one: Series, number: int) -> BesidePanel:
    return BesidePanel(
        name=_say(data, one.name),
        instead=_say(data, t("Question {n}", n=number)),
        said=_say(data, said(one)),
        low=_say(data, one.low),
        high=_say(data, one.high),
        levels=one.levels,
        asked=one.asked,
        drawn=one.drawn,
        moods=one.moods,
        of_moments=one.of_moments,
    )


def _ticks(data: BesideData) -> tuple[tuple[int, str], ...]:
    """Where weeks begin, over three months where months do; never none."""
    every = [data.first + timedelta(days=n) for n in range((data.last - data.first).days + 1)]
    if data.span == "4w":
        return tuple(
            (place, i18n.short_date(day, data.language))
            for place, day in enumerate(every)
            if place % 7 == 0
        )
    found = tuple(
        (place, i18n.month_name(day, data.language))
        for place, day in enumerate(every)
        if day.day == 1
    )
    return found or ((0, i18n.short_date(data.first, data.language)),)


def _say(data: BesideData, text: Text) -> str:
    return i18n.render(text, data.language)


def rows(data: BesideData, *, cut: bool) -> Rows:
    """All of it in words, more or fewer days, another question, and the days before and after."""
    last, which = data.last.isoformat(), data.which
    made: list[tuple[Button, ...]] = []
    if cut:
        words = callback_data.action("beside.words", which, data.span, last)
        made.append((Button(t("All of it in words"), words),))
    other = "3m" if data.span == "4w" else "4w"
    row = [Button(SPANS[other][1], callback_data.action(KIND, which, other, last))]
    if BOTH not in which:
        beside = callback_data.action("beside.with", which, "0")
        row.append(Button(t("Show another with it"), beside))
    made.append(tuple(row))
    steps = [
        Button(label, callback_data.action(KIND, which, data.span, day.isoformat()))
        for label, day in ((t("◀ Earlier"), data.earlier), (t("Later ▶"), data.later))
        if day is not None
    ]
    return (*made, tuple(steps)) if steps else tuple(made)
