"""The file: small, the same every time, drawn without a warning."""

import gc
import resource
import struct
import subprocess
import sys
import tracemalloc
import zlib
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from charts.pages import plan
from charts.png import LARGEST, palette, png
from charts.renderer import paint
from charts.shapes import Picture, Shape
from charts.theme import LIGHT, THEMES
from charts.week import draw, lay_out
from tests.charts.samples import HOSTILE, full_week, goal


def chunks(data):
    at = 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        yield data[at + 4 : at + 8].decode()
        at += 12 + length


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_is_drawn_without_a_warning(text):
    view = full_week()
    labels = replace(view.labels, mood=text, mood_low=text, late=text, goals=text)
    made = tuple(replace(day, label=text, sublabel=text, note=True) for day in view.days)
    view = replace(
        view,
        title=text,
        subtitle=text,
        days=made,
        goals=(goal(text, 2, 3),),
        words=(("win", text, text),),
        labels=labels,
    )
    assert draw(view).startswith(b"\x89PNG")
    assert draw(replace(view, right_to_left=True)).startswith(b"\x89PNG")


def test_the_same_view_gives_the_same_bytes_in_another_process():
    script = (
        "import hashlib\n"
        "from tests.charts.samples import full_week\n"
        "from charts.week import draw\n"
        "print(hashlib.sha256(draw(full_week())).hexdigest())\n"
    )
    import hashlib

    here = hashlib.sha256(draw(full_week())).hexdigest()
    there = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert here == there
    assert draw(full_week()) == draw(full_week())


def test_the_file_carries_no_time_and_no_text():
    assert set(chunks(draw(full_week()))) == {"IHDR", "PLTE", "IDAT", "IEND"}


def test_flat_colours_come_out_exactly():
    image = Image.open(BytesIO(draw(full_week()))).convert("RGB")
    assert "#{:02X}{:02X}{:02X}".format(*image.getpixel((3, 3))) == LIGHT.ground
    counts = {colour: n for n, colour in image.getcolors(maxcolors=256)}
    for wanted in (LIGHT.band, LIGHT.sleep, LIGHT.accent, LIGHT.mood, LIGHT.ink, LIGHT.ramp[5]):
        assert counts.get(tuple(bytes.fromhex(wanted[1:])), 0) > 500, wanted


def test_the_palette_stays_close_to_what_was_painted():
    picture = lay_out(full_week())
    painted = paint(picture)[..., :3].astype(int)
    shown = np.asarray(Image.open(BytesIO(png(picture))).convert("RGB")).astype(int)
    assert np.abs(painted - shown).mean() < 1.5


def test_a_picture_that_would_be_large_is_packed_harder():
    words = "Quizzical foxes wander, jumbled thoughts & vexing puzzles "
    many = tuple(goal(words + str(k), 3, 7) for k in range(20))
    told = tuple(("note", "Wed", words * 4) for _ in range(6))
    view = replace(full_week(), goals=many, title=words, words=told)
    for page in range(len(plan(view))):
        assert len(draw(replace(view, page=page))) <= LARGEST


@pytest.mark.parametrize("theme", THEMES.values())
def test_the_palette_has_room_for_every_colour(theme):
    colours, nearest = palette(theme)
    assert len(colours) <= 256
    assert nearest.max() < len(colours)


def test_a_shape_the_painter_does_not_know_is_an_error():
    with pytest.raises(TypeError, match="no way to draw"):
        paint(Picture(10, 10, "#FFFFFF", (Shape(),)))


def test_memory_stays_flat_over_many_pictures():
    view = full_week()
    for _ in range(3):
        draw(view)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tracemalloc.start()
    before = _traced(view, 8)  # numpy keeps some small pieces at hand, and no more after a while
    after = _traced(view, 8)
    tracemalloc.stop()
    assert after - before < 30_000  # bytes that Python and numpy kept
    for _ in range(12):
        draw(view)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak
    assert grown < 40_000  # KiB of the whole process; one canvas takes 8,000


def _traced(view, pictures):
    for _ in range(pictures):
        draw(view)
        gc.collect()
    return tracemalloc.get_traced_memory()[0]


def test_bytes_are_a_valid_stream():
    data = draw(full_week())
    start = data.index(b"IDAT")
    (length,) = struct.unpack(">I", data[start - 4 : start])
    body = data[start + 4 : start + 4 + length]
    (crc,) = struct.unpack(">I", data[start + 4 + length : start + 8 + length])
    assert crc == zlib.crc32(b"IDAT" + body)
