"""Which face draws which letter: the shipped files, and the order in which they are asked.

Inter for Latin, Greek and Cyrillic, Noto for other scripts and for emoji in one colour, Droid for
Chinese, Japanese and Korean: `charts/fonts/README.md` has versions and licences. Nothing is taken
from the system, so a picture looks the same wherever it is drawn.
"""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.font_manager import get_font
from matplotlib.ft2font import FT2Font

FOLDER = Path(__file__).with_name("fonts")
"""Also what the report's engine is given as its font path."""
REGULAR, BOLD = (str(FOLDER / f"Inter-{weight}.ttf") for weight in ("Regular", "SemiBold"))
_EMOJI = str(FOLDER / "NotoEmoji-Regular.ttf")
_BOLD = "*-SemiBold.ttf"
_LATE = ("NotoSans-Regular", "NotoSansSymbols", "NotoSansMath", "Droid")
"""They have a little of everything, so the face of a script is asked before them."""
_MODIFIERS = frozenset("\u200c\u200d\u20e3") | frozenset(map(chr, range(0xFE00, 0xFE10)))
"""They shape or choose between forms of what stands before them and need no face of their own."""
_SILENT = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_FIRST_EMOJI = 0x1F000


@cache
def fallbacks() -> tuple[str, ...]:
    """The files after Inter, in the order in which they are asked."""
    found = sorted(FOLDER.glob("*.ttf"))
    others = [str(file) for file in found if not file.match("Inter-*") and not file.match(_BOLD)]
    late = [file for file in others if Path(file).name.startswith(_LATE)]
    early = [file for file in others if file not in late and file != _EMOJI]
    last = str(Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf"))
    return (*early, _EMOJI, *late, last)


@lru_cache(maxsize=4096)
def face_of(char: str) -> str | None:
    """The file that draws this letter; None where no face has it."""
    code = ord(char)
    order = (_EMOJI, REGULAR) if code >= _FIRST_EMOJI else (REGULAR,)
    files = (*order, *fallbacks())
    return next((file for file in files if _plain(file).get_char_index(code)), None)


def faces_for(text: str, *, bold: bool = False) -> tuple[str, ...]:
    """Inter, and after it only the files that this text needs: each of them costs time."""
    found = (face_of(char) for char in text if char not in _MODIFIERS)
    needed = dict.fromkeys(file for file in found if file is not None and file != REGULAR)
    if _EMOJI not in needed and any(char in _MODIFIERS for char in text):
        needed[_EMOJI] = None
    if not bold:
        return (REGULAR, *needed)
    return (BOLD, *(_bold(file) for file in needed))


@cache
def _bold(file: str) -> str:
    """The bold face of a script; the one there is where it has none."""
    bold = file.replace("-Regular", "-SemiBold")
    return bold if Path(bold).exists() else file


def has_shape(char: str) -> bool:
    """Whether any face can draw it; what only shapes its neighbour needs none."""
    return char in _MODIFIERS or face_of(char) is not None


def can_draw(text: str) -> bool:
    """Whether no letter, digit, sign or emoji of it would be lost."""
    return all(has_shape(char) for char in text if unicodedata.category(char) not in _SILENT)


@cache
def _plain(file: str) -> FT2Font:
    return get_font(file)


def face(files: tuple[str, ...], size: float) -> FT2Font:
    """The faces together as one, at a size in pixels."""
    found = get_font(list(files))
    found.set_size(size, 72)
    return found
