"""What every picture is made of, by the kind under which it waits in the outbox."""

from collections.abc import Callable, Mapping, Sequence

from bot.core.attachments import Drawing
from bot.core.turn import Turn
from bot.features.beside import feature as beside
from bot.features.nights import feature as nights
from bot.features.timeline import feature as timeline
from bot.features.week import feature as week
from bot.features.week.lengths import LENGTHS
from bot.features.year import feature as year

LOOKS: Mapping[str, Callable[[Turn, object], Drawing | None]] = {
    **dict.fromkeys(LENGTHS, week.look),
    "year": year.look,
    "timeline": timeline.look,
    "nights": nights.look,
    "beside": beside.look,
}


def wanted(questions: Sequence[str], last: str) -> list[dict[str, object]]:
    """One attachment of each kind that ends with a day."""
    more = {
        "timeline": [{"span": span} for span in ("8w", "1y")],
        "nights": [{"length": length} for length in ("7", "28")],
        "beside": [{"which": which, "span": "4w"} for which in questions],
    }
    return [{"kind": kind, "last": last, **one} for kind in LOOKS for one in more.get(kind, [{}])]
