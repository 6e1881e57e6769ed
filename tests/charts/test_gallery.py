"""The gallery shows what the program draws now."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.charts.gallery import PAGE, PICTURES, page, shown

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_names_every_picture_and_no_other():
    assert (DOCS / PAGE).read_text("utf-8") == page()
    there = {file.stem for file in (DOCS / PICTURES).glob("*.png")}
    assert there == {one.name for one in shown()}


@pytest.mark.parametrize("one", shown(), ids=lambda one: one.name)
def test_each_picture_is_as_the_program_draws_it(one):
    kept = Image.open(DOCS / PICTURES / f"{one.name}.png")
    drawn = Image.open(BytesIO(one.png()))
    differ = np.asarray(kept.convert("RGB")) != np.asarray(drawn.convert("RGB"))
    assert differ.any(axis=2).mean() < 0.0005  # another processor may round an edge otherwise
