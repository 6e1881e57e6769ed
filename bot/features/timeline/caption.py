"""The caption of a timeline: what the picture shows, in words, for someone who cannot see it."""

from datetime import date

from bot import i18n
from bot.core.turn import Turn
from bot.features.history import mood_words
from bot.features.questionnaires import harm
from bot.features.timeline import data
from bot.features.timeline import view as timeline_view
from bot.features.timeline.data import Happened, Stretch
from bot.outgoing import Formatted, shorten
from charts.stats import typical
from conversations.text import Text, own, strong, t, tn

LIMIT = 1000  # of the 1024 characters that a caption may have
QUOTED = 120


def caption(turn: Turn, span: str, last: date) -> Formatted:
    """Say in words what the picture shows."""
    told = data.read(turn, span, last)
    # First, for a caption may be cut at its end; in words only, for a picture may be shown around.
    said = [
        *harm.lately(turn, told.first, told.last),
        *_in_words(told, data.SPANS[span][0]),
    ]
    title = strong(own(timeline_view.title(turn, told)))
    return i18n.formatted((title, *said), turn.language, turn.now.year).cut(LIMIT)


def _in_words(told: Stretch, length: int) -> list[Text]:
    return [
        _mood(list(told.moods.values()), length),
        *_counts(told),
        *(
            t("{day}: {words}", day=event.day, words=own(shorten(event.words, QUOTED)))
            for event in data.quoted(told)
            if event.sign in ("milestone", "goal", "medication")
        ),
        *_score_words(told),
    ]


def _mood(given: list[int], length: int) -> Text:
    low, high = (min(given), max(given)) if given else (None, None)
    return mood_words.mood(len(given), length, low, high, typical(given))


def _counts(told: Stretch) -> list[Text]:
    """Count what there is, a line each."""
    said = {
        "milestone": tn("{n} milestone", "{n} milestones", len(told.of("milestone"))),
        "goal": tn("{n} goal reached", "{n} goals reached", len(told.of("goal"))),
        "win": tn("{n} win", "{n} wins", len(told.of("win"))),
        "session": tn("{n} session", "{n} sessions", len(told.of("session"))),
        "medication": tn(
            "{n} change of medication", "{n} changes of medication", len(told.of("medication"))
        ),
    }
    return [words for words in said.values() if words.params["n"]]


def _score_words(told: Stretch) -> list[Text]:
    by_name: dict[str, list[Happened]] = {}
    for event in told.of("scale"):
        by_name.setdefault(event.instrument, []).append(event)
    return [_last_score(name, events) for name, events in by_name.items()]


def _last_score(name: str, events: list[Happened]) -> Text:
    last, n = events[-1], len(events)
    said = (
        t("{name}: {score} on {day}.")
        if n == 1
        else t("{name}: {score} on {day}, the last of {n}.")
    )
    return said.given(name=own(name), score=last.score or 0, day=last.day, n=n)
