"""How long pictures take."""

import time
from collections.abc import Awaitable, Callable

from bot.measures import Measures
from charts.drawings import View

Draw = Callable[[View], Awaitable[bytes | None]]


def timed(draw: Draw, measures: Measures) -> Draw:
    """Draw, and tell how long it took; waiting for another picture counts as well."""

    async def drawn(view: View) -> bytes | None:
        began = time.monotonic()
        picture = await draw(view)
        measures.drawn(time.monotonic() - began, done=picture is not None)
        return picture

    return drawn
