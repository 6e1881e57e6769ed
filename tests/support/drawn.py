"""What every picture is made of, by the kind under which it waits in the outbox."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from unittest.mock import Mock

from bot.core.attachments import Drawing
from bot.core.registry import Registry
from bot.core.turn import Turn
from bot.features import FEATURES
from bot.features.report import screens as report
from charts.drawings import View

Look = Callable[[Turn, object], Drawing | None]


def _announced() -> Iterator[tuple[str, Look]]:
    """What the features hand to be drawn; the page for a session has stories of its own."""
    maker_deps = Mock()
    for kind, maker in Registry(FEATURES).makers(maker_deps).items():
        if isinstance(maker, partial) and maker.func is maker_deps.picture and kind != report.KIND:
            yield kind, maker.args[0]


LOOKS: Mapping[str, Look] = dict(_announced())
# Where a class has slots, Python knows it twice: as it was before it got them, too.
VIEWS = {
    getattr(sys.modules[view.__module__], view.__name__)
    for view in View.__subclasses__()
    if not view.drawn_in.startswith("charts.report")
}
"""What they show, one for each way of drawing."""


def wanted(questions: Sequence[str], last: str) -> list[dict[str, object]]:
    """One attachment of each kind that ends with a day."""
    more = {
        "timeline": [{"span": span} for span in ("8w", "1y")],
        "nights": [{"length": length} for length in ("7", "28")],
        "beside": [{"which": which, "span": "4w"} for which in questions],
    }
    return [{"kind": kind, "last": last, **one} for kind in LOOKS for one in more.get(kind, [{}])]
