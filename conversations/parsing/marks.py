"""Messages without a word: "?", which asks, and "...", which says that there are none."""

_ASKS = frozenset("?\u00bf\u061f\uff1f\u2753\u2754")
_DOTS = frozenset(".\u2026\u00b7\u3002")
_BESIDE = frozenset("!\uff01\u203c\ufe0f\u2757") | _DOTS


def only_asks(text: str) -> bool:
    """Tell whether it is nothing but question marks, perhaps with others around them."""
    marks = _marks(text)
    return bool(marks & _ASKS) and marks <= _ASKS | _BESIDE


def only_dots(text: str) -> bool:
    """Tell whether it is nothing but dots."""
    marks = _marks(text)
    return bool(marks) and marks <= _DOTS


def _marks(text: str) -> frozenset[str]:
    return frozenset("".join(text.split()))
