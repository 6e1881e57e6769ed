"""From pixels to a small PNG with a fixed palette.

The palette holds the theme's colours and the mixtures that smooth edges are made of. Nothing in
the file depends on the time or the machine, so equal pictures are equal bytes.
"""

from dataclasses import astuple
from functools import cache
from io import BytesIO

import numpy as np
from matplotlib.colors import to_rgb
from numpy.typing import NDArray
from PIL import Image

from charts.painter import paint
from charts.shapes import Picture
from charts.theme import LIGHT, Theme

_BITS = 5  # per channel; enough to tell the theme's colours apart
_STEPS: tuple[float, ...] = (1 / 3, 2 / 3)
_TRIES: tuple[tuple[tuple[float, ...], int], ...] = ((_STEPS, 6), ((0.5,), 9), ((), 9))
"""Mixtures and zlib level; the later ones, slower and less smooth, for many goals and words."""
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
    image = Image.fromarray(_indexed(pixels, nearest), mode="P")
    image.putpalette(colours.astype(np.uint8).tobytes())
    target = BytesIO()
    image.save(target, "PNG", compress_level=level)
    return target.getvalue()


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
    base = np.array([to_rgb(colour) for colour in astuple(theme)]) * 255
    grounds = (
        np.array([to_rgb(c) for c in (theme.card, theme.today, theme.band, theme.page)]) * 255
    )
    mixed = [base + (ground - base) * step for ground in grounds for step in steps]
    every = np.vstack([base, *mixed]).round().astype(np.int64)
    _, first = np.unique(every, axis=0, return_index=True)
    colours = every[np.sort(first)][:256]
    return colours, _nearest(colours)


def _nearest(colours: NDArray[np.int64]) -> NDArray[np.uint8]:
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
        if place < BASE:
            near[red_ | green_ << _BITS | blue_ << 2 * _BITS] = place
    return near


BASE = 18
"""How many colours a theme has; they come first in the palette."""
