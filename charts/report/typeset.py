"""From a view to a tagged PDF or to pictures of its pages.

PDF/UA-1 asks for a title, a language, tags in the order of reading, and words beside the chart;
Typst writes all of it (https://typst.app/docs/reference/pdf/). The fonts are those that
are shipped, and what a machine has installed changes nothing: a page looks the same everywhere.
"""

import json
import re
import unicodedata
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from charts.report.room import ROOMS
from charts.report.view import ReportPreview, ReportView

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
FONTS = HERE.parent / "fonts"
TEXT_FONT = "Inter"
LATE = ("Noto Sans Math", "Noto Sans Symbols", "Droid")
"""They have a little of everything, so the face of a script is asked before them."""
PIXELS_PER_INCH = 110
"""A page is some 910 by 1290 pixels, the largest that Telegram shows without scaling it."""
_LONG_RUN = re.compile(r"\S{24}(?=\S)")
_KEPT = frozenset("\n\u200c\u200d")
_NO_SHAPE = frozenset({"Cc", "Cs", "Co", "Cn"})


def draw(view: ReportView | ReportPreview) -> bytes:
    """Set a page as PDF, or one to be looked at as PNG."""
    return report_pdf(view) if isinstance(view, ReportView) else report_picture(view)


def report_pdf(view: ReportView) -> bytes:
    """Set the page, and what follows it, as PDF/UA-1."""
    made = _compiler().compile(
        format="pdf",
        sys_inputs=_inputs(view),
        pdf_standards=["ua-1"],
        timestamp=view.made.replace(microsecond=0),
    )
    if not isinstance(made, bytes):
        raise TypeError("a document is one file")
    return made


def report_picture(preview: ReportPreview) -> bytes:
    """Set the same, and give one of its pages as PNG."""
    inputs = _inputs(preview.view)
    made = _compiler().compile(format="png", ppi=PIXELS_PER_INCH, sys_inputs=inputs)
    pages = [made] if isinstance(made, bytes) else list(made or ())
    return pages[preview.page % len(pages)]


@cache
def _compiler() -> "typst.Compiler":
    """Load the fonts and the template once. A template handed over as bytes works only once."""
    import typst

    return typst.Compiler(str(HERE / "report.typ"), root=str(HERE), font_paths=_fonts())


@cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


@cache
def _families() -> list[str]:
    """The face of the text first, then whatever else a word may need."""
    others = sorted(_fonts().families(), key=lambda name: (name.startswith(LATE), name))
    return [TEXT_FONT, *(name for name in others if name != TEXT_FONT)]


def _inputs(view: ReportView) -> dict[str, str]:
    made = [view.made.year, view.made.month, view.made.day]
    data = {
        **{name: _printable(value) for name, value in asdict(view).items() if name != "made"},
        "made": made,
        "fonts": _families(),
        "rooms": [asdict(room) for room in ROOMS],
    }
    return {"data": json.dumps(data, ensure_ascii=False)}


def _printable(value: object) -> object:
    """Leave out what no page can hold, and let endless words be broken."""
    match value:
        case str():
            kept = "".join(
                char if char.isprintable() or char in _KEPT else " "
                for char in value
                if char in _KEPT or unicodedata.category(char) not in _NO_SHAPE
            )
            lines = (" ".join(line.split()) for line in kept.splitlines())
            return _LONG_RUN.sub("\\g<0>\u200b", "\n".join(lines))
        case dict():
            return {name: _printable(one) for name, one in value.items()}
        case list() | tuple():
            return [_printable(one) for one in value]
        case _:
            return value
