"""From pixels to a small PNG with a fixed palette.

The palette holds the theme's colours and the mixtures that smooth edges are made of. Nothing in
the file depends on the time, so equal pictures are equal bytes. The file is written
here, in forty lines, because imaging libraries pack two-in-a-byte palettes a quarter larger.
"""

import struct
import zlib
from functools import cache

import numpy as np
from matplotlib.colors import to_rgb
from numpy.typing import NDArray

from charts.renderer import paint
from charts.shapes import Picture
from charts.theme import LIGHT, Theme

_BITS = 5  # per channel; enough to tell the theme's colours apart
_STEPS: tuple[float, ...] = (1 / 3, 2 / 3)
_TRIES: tuple[tuple[tuple[float, ...], int], ...] = ((_STEPS, 5), (_STEPS, 9), ((1 / 2,), 9))
"""Mixtures and zlib level: what is very full gets edges that are a little less smooth."""
_BYTE, _PALETTE = (
    8,
    3,
)  # bits a pixel, and the PNG colour type, https://www.w3.org/TR/png-3/#11IHDR
LARGEST = 80_000
"""Bytes; a chat on a slow line should still see its picture at once."""


def png(picture: Picture, theme: Theme = LIGHT) -> bytes:
    """The picture as a PNG file of at most `LARGEST` bytes."""
    pixels = paint(picture)
    packed = b""
    for steps, level in _TRIES:
        packed = _packed(pixels, theme, steps, level)
        if len(packed) <= LARGEST:
            break
    return packed


def _packed(
    pixels: NDArray[np.uint8], theme: Theme, steps: tuple[float, ...], level: int
) -> bytes:
    colours, nearest = palette(theme, steps)
    places = _indexed(pixels, nearest)
    height, width = places.shape
    rows = np.zeros((height, width + 1), dtype=np.uint8)
    rows[:, 1:] = places  # before them a 0 a row: not filtered, which suits flat colours best
    header = struct.pack(">IIBBBBB", width, height, _BYTE, _PALETTE, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", colours.astype(np.uint8).tobytes()),
            _chunk(b"IDAT", zlib.compress(rows.data, level)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _indexed(pixels: NDArray[np.uint8], nearest: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Palette places of all pixels; runs of one colour, most of a picture, are looked up once."""
    flat = pixels.view(np.uint32).ravel()
    starts = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    starts = np.concatenate(([0], starts))
    found = flat[starts]
    cut = 8 - _BITS
    key = (found >> cut) & 31
    key |= (found >> (8 + cut - _BITS)) & (31 << _BITS)
    key |= (found >> (16 + cut - 2 * _BITS)) & (31 << 2 * _BITS)
    lengths = np.diff(starts, append=flat.size)
    return np.repeat(nearest[key], lengths).reshape(pixels.shape[:2])


@cache
def palette(
    theme: Theme, steps: tuple[float, ...] = _STEPS
) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """The colours of a theme, and for every coarse colour the place of the nearest of them."""
    base = _colours(
        theme.ground, theme.ink, theme.quiet, theme.faint, theme.grid, theme.hatch, theme.band,
        theme.mood, theme.sleep, theme.accent, *theme.ramp, *theme.on_ramp,
    )  # fmt: skip
    pairs = [(base, ground) for ground in _colours(theme.ground, theme.band)]
    edges = zip(_colours(*theme.ramp), _colours(*theme.on_ramp), strict=True)
    pairs += [(number[None, :], dot) for dot, number in edges]
    pairs += [(_colours(theme.mood), dot) for dot in _colours(*theme.ramp)]
    mixed = [tops + (ground - tops) * step for tops, ground in pairs for step in steps]
    every = np.vstack([base, *mixed]).round().astype(np.int64)
    _, first = np.unique(every, axis=0, return_index=True)
    colours = every[np.sort(first)][:256]
    own = len(np.unique(base.round(), axis=0))
    return colours, _nearest(colours, own)


def _colours(*names: str) -> NDArray[np.float64]:
    return np.array([to_rgb(name) for name in names]) * 255


def _nearest(colours: NDArray[np.int64], own: int) -> NDArray[np.uint8]:
    levels = (np.arange(1 << _BITS) << (8 - _BITS)) + (1 << (7 - _BITS))
    blue, green, red = np.meshgrid(levels, levels, levels, indexing="ij")
    cells = np.stack([red.ravel(), green.ravel(), blue.ravel()], axis=1)
    near = np.empty(len(cells), dtype=np.uint8)
    for start in range(0, len(cells), 2048):  # in pieces, or the table of distances is large
        piece = cells[start : start + 2048, None, :] - colours[None, :, :]
        near[start : start + 2048] = (piece**2).sum(axis=2).argmin(axis=1)
    # A theme's own flat colours come out exactly, whatever shares their cell.
    for place in range(len(colours) - 1, -1, -1):
        red_, green_, blue_ = (int(part) >> (8 - _BITS) for part in colours[place])
        if place < own:
            near[red_ | green_ << _BITS | blue_ << 2 * _BITS] = place
    return near
