"""Outlines and widths of lines of text, in Inter and, where it has no letter, the faces after it.

Letters that only follow one another (Latin, Greek, Cyrillic, digits) are put together from cached
outlines; scripts whose letters join or turn (Arabic, Hebrew, combining marks), and all that other
faces draw, go to the shaping engine each time. Nothing a person wrote is kept: the caches hold
single letters and pairs.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from numpy.typing import NDArray

from charts.fonts import BOLD, REGULAR, face, face_of, faces_for

_ADVANCE_UNIT = 65536.0
_UNIT = 64.0  # the font engine measures in 64ths of a pixel
_SHAPED = 100.0  # pixels at which lines are shaped; outlines grow and shrink without loss
_HINTS = LoadFlags.FORCE_AUTOHINT  # stems on whole pixels: crisp, and half the bytes in a PNG


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How many pixels the line takes."""
    if _is_plain(text):
        return _ends(text, size, bold=bold)[-1]
    shaping = face(faces_for(text, bold=bold), _SHAPED)
    shaping.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return shaping.get_width_height()[0] / _UNIT * size / _SHAPED


def outlined(text: str, size: float, *, bold: bool = False) -> tuple[Path, float]:
    """The line as one path that starts at (0, 0) on its baseline, y upwards, and its width."""
    if not _is_plain(text):
        return _shaped(text, size, bold=bold), width(text, size, bold=bold)
    ends = _ends(text, size, bold=bold)
    if not text:
        return _joined([], []), ends[-1]
    shapes, codes, _ = zip(*(_glyph(char, size, bold=bold) for char in text), strict=True)
    points = np.concatenate(shapes)
    # Every letter starts on a whole pixel, or its hints would be lost.
    places = np.array([0, *map(round, ends[:-1])])
    points[:, 0] += places.repeat([len(one) for one in codes])
    return _joined([points], codes), ends[-1]


def _shaped(text: str, size: float, *, bold: bool) -> Path:
    """The line as the shaping engine sets it, `$` and all: it is never read as a formula."""
    shaping = face(faces_for(text, bold=bold), _SHAPED)
    placed, outlines, _ = text_to_path.get_glyphs_with_font(shaping, text)
    found = [(outlines[name], x, y) for name, x, y, _ in placed]
    scale = size / _SHAPED
    return _joined(
        [(vertices + np.array((x, y))) * scale for (vertices, _), x, y in found],
        [codes for (_, codes), _, _ in found],
    )


def _joined(vertices: Sequence[NDArray[np.float64]], codes: Sequence[NDArray[np.int8]]) -> Path:
    if not sum(map(len, vertices)):
        return Path(np.empty((0, 2)))
    return Path(np.concatenate(vertices), np.concatenate(codes))


def _is_plain(text: str) -> bool:
    return all(
        face_of(char) == REGULAR
        and not unicodedata.combining(char)
        and unicodedata.category(char) != "Cf"
        for char in text
    )


def _ends(text: str, size: float, *, bold: bool) -> list[float]:
    """Where each letter's successor starts, kerned."""
    at = 0.0
    ends = [at] if not text else []
    for place, char in enumerate(text):
        at += _glyph(char, size, bold=bold)[2]
        if place + 1 < len(text):
            at += _kerning(char, text[place + 1], bold=bold) * size
        ends.append(at)
    return ends


def _inter(size: float, *, bold: bool) -> FT2Font:
    return face((BOLD if bold else REGULAR,), size)


@lru_cache(maxsize=2048)
def _glyph(
    char: str, size: float, *, bold: bool
) -> tuple[NDArray[np.float64], NDArray[np.int8], float]:
    inter = _inter(size, bold=bold)
    advance = inter.load_char(ord(char), _HINTS).linearHoriAdvance / _ADVANCE_UNIT
    vertices, codes = inter.get_path()
    return vertices, codes, advance


@lru_cache(maxsize=8192)
def _kerning(left: str, right: str, *, bold: bool) -> float:
    """How much nearer the right letter stands, in parts of the size."""
    inter = _inter(_SHAPED, bold=bold)
    placed, _, _ = text_to_path.get_glyphs_with_font(inter, left + right)
    if len(placed) < 2:  # one sign was made of both
        return 0.0
    advance = inter.load_char(ord(left), LoadFlags.NO_HINTING).linearHoriAdvance / _ADVANCE_UNIT
    return float(placed[1][1] - placed[0][1] - advance) / _SHAPED
