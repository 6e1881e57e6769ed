"""Planted bugs are found; `python -m tests.faults.mutants` plants all of them, one by one."""

import pytest

from tests.faults.mutants import BUGS, ROOT, Bug, examine

# Quick ones, of four kinds: sending, time, secrets, buttons.
HERE = ("a nudge not looked at again", "UTC date as key", "redaction off", "a double tap")


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_place_of_each_bug_is_still_there_and_the_only_one(bug: Bug) -> None:
    assert (ROOT / bug.file).read_text().count(bug.right) == bug.places
    assert bug.right != bug.wrong
    name = bug.test.partition("::")[2]
    assert f"def {name}" in (ROOT / bug.test.partition("::")[0]).read_text()


def test_no_two_bugs_have_one_name() -> None:
    assert len({bug.name for bug in BUGS}) == len(BUGS)


@pytest.mark.slow
def test_some_planted_bugs_are_found() -> None:
    chosen = tuple(bug for bug in BUGS if bug.name.startswith(HERE))
    assert len(chosen) == len(HERE)
    assert [(bug.name, outcome) for bug, outcome, _ in examine(chosen)] == [
        (bug.name, "found") for bug in chosen
    ]
