"""Nothing lies about that nobody uses, and the list of exceptions is as short as it can be."""

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from vulture import Vulture

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["vulture"]


@pytest.fixture(scope="module")
def unused() -> dict[str, str]:
    """What no product code uses, and where it stands."""
    looking = Vulture()
    looking.scavenge([str(ROOT / folder) for folder in SETTINGS["paths"]])
    return {
        item.name: f"{item.filename}:{item.first_lineno}" for item in looking.get_unused_code()
    }


def test_what_nobody_uses_is_not_kept(unused: dict[str, str]) -> None:
    allowed = SETTINGS["ignore_names"]
    assert {name: place for name, place in unused.items() if name not in allowed} == {}


def test_no_exception_is_made_for_what_is_used(unused: dict[str, str]) -> None:
    assert set(SETTINGS["ignore_names"]) <= set(unused)


# Found by a library or by tests under the name of its module.
CALLED_FROM_ELSEWHERE = {
    "bot.clock.FrozenClock",
    "bot.locale.extract.sentences",
    "bot.locale.extract.tables",
}


def modules() -> dict[str, ast.Module]:
    """The modules of the product by name."""
    files = (file for folder in SETTINGS["paths"] for file in (ROOT / folder).rglob("*.py"))
    named = {".".join(file.relative_to(ROOT).with_suffix("").parts): file for file in files}
    return {
        name.removesuffix(".__init__"): ast.parse(file.read_text("utf-8"))
        for name, file in named.items()
    }


def made(tree: ast.Module) -> Iterator[str]:
    """What a module defines at its top."""
    for node in tree.body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.Assign(targets=targets):
                yield from (one.id for one in targets if isinstance(one, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name


def used_in(here: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What a module reads: its own names, those it imports, those of modules it imports."""
    called: dict[str, str] = {}
    nodes = [*ast.walk(tree)]
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            for one in node.names:
                called[one.asname or one.name] = f"{node.module}.{one.name}"
                yield str(node.module), one.name
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                yield here, name
            case ast.Attribute(value=ast.Name(id=name), attr=attribute):
                yield called.get(name, name), attribute
            case ast.Assign(targets=[ast.Name(id="drawn_in")], value=ast.Constant(value=module)):
                yield str(module), "draw"  # by the name that a view gives
            case ast.Constant(value=str(words)):  # a type that is named before it is made
                yield from ((here, word) for word in words.replace("[", " ").split())


def test_what_a_module_makes_is_used_there_or_by_who_imports_it() -> None:
    """Vulture goes by the name alone, so it takes a function for used that is named as a field."""
    trees = modules()
    used: dict[str, set[str]] = defaultdict(set)
    for name, tree in trees.items():
        for of, what in used_in(name, tree):
            used[of].add(what)
    unused = {
        f"{name}.{what}"
        for name, tree in trees.items()
        for what in made(tree)
        if ".versions." not in name and what not in used[name] and not what.startswith("__")
    }
    assert unused == CALLED_FROM_ELSEWHERE
