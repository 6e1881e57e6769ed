"""The words of a timeline: what the picture shows, for someone who cannot see it."""

from bot import i18n
from bot.core.turn import Turn
from bot.features.history import folded, mood_words
from bot.features.history.folded import Caption
from bot.features.questionnaires import harm
from bot.features.timeline import data, scores
from bot.features.timeline import view as timeline_view
from bot.features.timeline.data import Happened, TimelineData
from bot.outgoing import shorten
from charts.stats import typical
from charts.timeline_view import Sign
from conversations.text import Text, listed, own, strong, t, tn

QUOTED = 120
SAID: dict[Sign, Text] = {
    "milestone": t("{day}, a milestone: “{words}”"),
    "goal": t("{day}, a goal reached: “{words}”"),
    "win": t("{day}, a win: “{words}”"),
    "session": t("{day}, a session: “{words}”"),
    "medication": t("{day}, medication changed: “{words}”"),
}


def caption(turn: Turn, told: TimelineData) -> Caption:
    """Say the headline and two lines, and in a quote to open all else that the picture shows."""
    return folded.caption(_first(turn, told), _rest(told, QUOTED), told.language)


def messages(turn: Turn, told: TimelineData) -> list[list[Text]]:
    """All that there is to say, in as many messages as it takes."""
    return folded.messages(_first(turn, told), _rest(told, None), told.language)


def _first(turn: Turn, told: TimelineData) -> list[Text]:
    said, dates = timeline_view.fact(told), timeline_view.title(told)
    return [
        *([strong(dates)] if said is None else [strong(said), dates]),
        # Before what may be cut, and in words only: a picture may be shown around.
        *harm.lately(turn, told.first, told.last),
        _mood(told),
    ]


def _mood(told: TimelineData) -> Text:
    given = list(told.moods.values())
    low, high = (min(given), max(given)) if given else (None, None)
    middle = typical(list(told.measured.values()))
    return mood_words.mood(len(given), len(told.days), low, high, middle)


def _rest(told: TimelineData, longest: int | None) -> list[Text]:
    quoted = data.quoted(told)
    return [
        *_counts(told),
        *(
            _in_words(event, longest)
            for event in quoted
            if event.sign in ("milestone", "goal", "medication")
        ),
        *scores.said_of(told),
        *mood_words.of_moments(len(told.of_moments)),
        *_weeks(told),
        *(_in_words(event, longest) for event in quoted if event.sign in ("win", "session")),
        *_happened(told),
        *_days(told),
    ]


def _counts(told: TimelineData) -> list[Text]:
    """Count what there is, a line each."""
    said = {
        "milestone": tn("{n} milestone", "{n} milestones", len(told.of("milestone"))),
        "goal": tn("{n} goal reached", "{n} goals reached", len(told.of("goal"))),
        "win": tn("{n} win", "{n} wins", len(told.of("win"))),
        # More than one thing may be noted of a session.
        "session": tn("{n} session", "{n} sessions", len({e.day for e in told.of("session")})),
        "medication": tn(
            "{n} change of medication", "{n} changes of medication", len(told.of("medication"))
        ),
    }
    return [words for words in said.values() if words.params["n"]]


def _in_words(event: Happened, longest: int | None) -> Text:
    words = " ".join(event.words.split())
    return SAID[event.sign].given(
        day=event.day, words=own(words if longest is None else shorten(words, longest))
    )


def _weeks(told: TimelineData) -> list[Text]:
    """Each week's middle and the half of its days around it."""
    return [
        t("{first} to {last}: {median} in the middle, half of the days {low} to {high} "
          "({n} days).",
          first=week.first, last=week.last, median=week.median, low=week.low, high=week.high,
          n=week.n)
        for week in told.weeks
    ]  # fmt: skip


def _happened(told: TimelineData) -> list[Text]:
    """The days of each kind that a row of signs shows."""
    return [
        t("{name}: {days}.", name=name, days=listed(t("{day}", day=day) for day in days))
        for sign, name in timeline_view.LANES.items()
        if (days := dict.fromkeys(event.day for event in told.of(sign)))
    ]


def _days(told: TimelineData) -> list[Text]:
    """The mood of each day."""
    said = [
        t(
            "{day} {number}",
            day=own(f"{i18n.short_date(day, told.language)}:"),
            number=mood_words.number(mood, is_about=day in told.of_moments),
        )
        for day, mood in sorted(told.moods.items())
    ]
    return [t("Mood, day by day: {numbers}.", numbers=listed(said))] if len(said) > 1 else []
