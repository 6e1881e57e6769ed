"""Outlines and widths of lines of text in the one family, DejaVu Sans, which matplotlib brings.

Letters that only follow one another (Latin, Greek, Cyrillic, digits) are put together from cached
outlines; scripts whose letters join or turn (Arabic, Hebrew, combining marks) go to the shaping
engine each time. Nothing a person wrote is kept: the caches hold single letters and pairs.
"""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path as FilePath

import matplotlib as mpl
import numpy as np
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import FT2Font, Kerning, LoadFlags
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from numpy.typing import NDArray

_ADVANCE_UNIT = 65536.0
_UNIT = 64.0  # the font engine measures in 64ths of a pixel
_HINTS = LoadFlags.FORCE_AUTOHINT  # stems on whole pixels: crisp, and half the bytes in a PNG
_FIRST_SHAPED, _LAST_SHAPED = 0x0590, 0x1DFF  # Hebrew, Arabic and all that need shaping
_FORMS = 0xFB1D  # presentation forms of Hebrew and Arabic


@cache
def font_path(*, bold: bool) -> str:
    """The file of the family's regular or bold face."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return str(FilePath(mpl.get_data_path(), "fonts", "ttf", name))


def _face(size: float, *, bold: bool) -> FT2Font:
    face = get_font(font_path(bold=bold))
    face.set_size(size, 72)
    return face


@cache
def charmap() -> frozenset[int]:
    """The code points both faces have a shape for."""
    faces = (_face(32, bold=bold).get_charmap() for bold in (False, True))
    return frozenset.intersection(*(frozenset(face) for face in faces))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How many pixels the line takes."""
    if _is_plain(text):
        return _ends(text, size, bold=bold)[-1]
    face = _face(size, bold=bold)
    face.clear()
    face.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return face.get_width_height()[0] / _UNIT


def outline(text: str, size: float, *, bold: bool = False) -> Path:
    """The line as one path that starts at (0, 0) on its baseline, y upwards."""
    if not _is_plain(text):
        face = FontProperties(fname=font_path(bold=bold))
        points, codes = text_to_path.get_text_path(face, text, ismath=False)
        scaled = np.asarray(points).reshape(-1, 2) * (size / text_to_path.FONT_SCALE)
        return Path(scaled, codes)
    # Every letter starts on a whole pixel, or its hints would be lost.
    places = [0, *map(round, _ends(text, size, bold=bold))]
    glyphs = [_glyph(char, size, bold=bold) for char in text]
    placed = [glyph[0] + (at, 0.0) for glyph, at in zip(glyphs, places, strict=False)]
    if not sum(map(len, placed)):
        return Path(np.empty((0, 2)))
    return Path(np.concatenate(placed), np.concatenate([glyph[1] for glyph in glyphs]))


def _is_plain(text: str) -> bool:
    return all(
        (ord(char) < _FIRST_SHAPED or _LAST_SHAPED < ord(char) < _FORMS)
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
            at += _kerning(char, text[place + 1], size, bold=bold)
        ends.append(at)
    return ends


@lru_cache(maxsize=2048)
def _glyph(
    char: str, size: float, *, bold: bool
) -> tuple[NDArray[np.float64], NDArray[np.int8], float]:
    face = _face(size, bold=bold)
    advance = face.load_char(ord(char), _HINTS).linearHoriAdvance / _ADVANCE_UNIT
    vertices, codes = face.get_path()
    return vertices, codes, advance


@lru_cache(maxsize=8192)
def _kerning(left: str, right: str, size: float, *, bold: bool) -> float:
    face = _face(size, bold=bold)
    pair = face.get_char_index(ord(left)), face.get_char_index(ord(right))
    return face.get_kerning(*pair, Kerning.UNFITTED) / _UNIT
