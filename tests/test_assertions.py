"""A test that asserts nothing passes whatever happens."""

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
SAYS_SO = ("pytest.raises", "pytest.fail", "expect(")


def without_result() -> Iterator[str]:
    """Name the tests in whose own lines nothing is asserted."""
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _is_empty(node):
                yield f"{path.relative_to(TESTS)}::{node.name}"


def _is_empty(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    if not node.name.startswith("test_"):
        return False
    asserts = any(isinstance(part, ast.Assert) for part in ast.walk(node))
    return not asserts and not any(words in ast.unparse(node) for words in SAYS_SO)


def test_every_test_asserts_a_result() -> None:
    assert list(without_result()) == []
