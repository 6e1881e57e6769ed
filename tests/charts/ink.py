"""Where the ink of a line of text is."""

from charts.glyphs import width
from charts.shapes import Words


def ink(words: Words) -> tuple[float, float, float, float]:
    """Left, right, top and bottom."""
    wide = width(words.text, words.size, bold=words.bold)
    left = words.x - {"start": 0, "middle": wide / 2, "end": wide}[words.anchor]
    return left, left + wide, words.y - 0.73 * words.size, words.y
