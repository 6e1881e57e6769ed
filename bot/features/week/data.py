"""What a week or four weeks are made of, read once: picture and caption say the same of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, partial

from bot.core.turn import Turn
from bot.features import days, look
from bot.features.history import record
from bot.features.history.leafing import Leafing, by_length
from bot.features.history.measured import MeasuredDays
from bot.features.week import own_rows
from bot.features.week.lengths import LENGTHS, PictureLength
from bot.features.week.own_told import OwnTold
from charts import stats, steadiness
from charts.comparison import Comparison, compare
from charts.theme import Look
from charts.view import Band, Day
from storage import answers

USUAL_FROM = 28  # days


@dataclass(frozen=True)
class WeekData(MeasuredDays):
    """Some days of one person, the days before them, and how this person reads."""

    kind: str
    recent: tuple[Day, ...]
    """The four weeks right before."""
    usual: Band | None
    """The usual range of the four weeks before, where enough was told."""
    own: tuple[OwnTold, ...]
    language: str
    today: date
    nominal: date
    """The first of its days, also where the person began later."""
    earlier: date | None
    """The last day of the next picture back that has something to show."""
    later: date | None
    look: Look = "light"
    page: int = 0

    @property
    def length(self) -> PictureLength:
        """How many days it shows, and how these are called."""
        return LENGTHS[self.kind]

    @property
    def is_first(self) -> bool:
        """Whether the person began in these days."""
        return self.now.first > self.nominal

    @cached_property
    def compared(self) -> Comparison | None:
        """These days beside those before."""
        now, before = [d.mood for d in self.measured], [d.mood for d in self.before]
        return compare(now, before)

    @cached_property
    def is_steadier(self) -> bool:
        """How widely a mood swings takes longer to know than where it lies: four weeks."""
        return steadiness.is_steadier(
            [d.mood for d in self.measured], [d.mood for d in self.recent]
        )


def read(turn: Turn, kind: str, last: date, page: int = 0) -> WeekData:
    """Read the days up to `last`, from the first with the bot on, and the four weeks before."""
    length = LENGTHS[kind].days
    first = last - timedelta(days=length - 1)
    begun = turn.first_day if turn.first_day <= first else days.earliest(turn)
    now = record.between(turn, min(max(first, begun), last), last)
    earlier = record.days_before(turn, first, timedelta(days=USUAL_FROM))
    return WeekData(
        kind=kind,
        now=now,
        before=earlier[-length:],
        recent=earlier,
        usual=stats.usual_range([day.mood for day in earlier]),
        own=tuple(own_rows.told(turn, now)),
        language=turn.language,
        today=turn.today,
        nominal=first,
        earlier=_earlier(turn, last, length, known=earlier[-length:]),
        later=_leafing(turn, length).later(last, days.latest(turn)),
        look=look.look(turn),
        page=page,
    )


def is_empty(turn: Turn, kind: str, last: date) -> bool:
    """Whether there is nothing to draw of the days up to `last`."""
    return not _is_told(turn, last - timedelta(days=LENGTHS[kind].days - 1), last)


def _is_told(turn: Turn, first: date, last: date) -> bool:
    """Whether anything was told of some days; mostly an answer shows it at once."""
    if answers.of_step(turn.tx, turn.user_id, "mood", first, last):
        return True
    return not record.between(turn, first, last).is_empty


def _earlier(turn: Turn, last: date, length: int, *, known: tuple[Day, ...]) -> date | None:
    """The picture before; mostly its days are read already."""
    if any(day.told for day in known):
        return last - timedelta(days=length)
    return _leafing(turn, length).earlier(last, days.earliest(turn))


def _leafing(turn: Turn, length: int) -> Leafing:
    return by_length(length, partial(_is_told, turn))
