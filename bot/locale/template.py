"""The template of all catalogues, written anew from the code, and catalogues brought up to it."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TEMPLATE = "small_steps.pot"


def collect(root: Path = ROOT) -> Catalog:
    """Find everything that there is to translate; raises NotLiteral where that is hidden."""
    with (HERE / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel left this one without types
    found = Catalog()
    for file_name, line, words, comments, context in extract_from_dir(root, methods, options):
        place = (Path(file_name).as_posix(), line)
        found.add(words, None, [place], auto_comments=comments, context=context)
    return found


def write_template() -> Path:
    """Write the template; the places are files without lines, which would change every day."""
    path = HERE / TEMPLATE
    with path.open("wb") as file:
        write_po(file, collect(), include_lineno=False, omit_header=True, sort_by_file=True)
    return path


def update(language: str, folder: Path = HERE) -> Path:
    """Begin a catalogue, or bring one up to the template without losing what is translated."""
    path = folder / language / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    known = Catalog(language, project="Small Steps", fuzzy=False)
    if path.exists():
        with path.open("rb") as file:
            known = read_po(file, locale=language)
    known.update(collect())
    with path.open("wb") as file:
        write_po(file, known, include_lineno=False, sort_by_file=True)
    return path
