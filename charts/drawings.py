"""What every view has in common: it names the module that draws it.

What pictures show is loaded by whoever shows one, the drawing library by the first picture, and
so only where pictures are drawn.
"""

from importlib import import_module
from typing import ClassVar


class View:
    """What a picture shows: plain numbers and words."""

    __slots__ = ()
    drawn_in: ClassVar[str]
    """A module with a function `draw` that makes bytes of it."""


def draw(view: View) -> bytes:
    """Draw it, as PNG or PDF."""
    drawn: bytes = import_module(view.drawn_in).draw(view)
    return drawn
