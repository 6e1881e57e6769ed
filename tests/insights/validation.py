"""The tables of docs/insights.md: `python -m tests.insights.validation [--runs N] [--diary …]`.

It writes them into the page, with how many people each rests on. `--diary NAME=FILE` adds a public
diary in Daylio's format, `--transitions` one of sleep in sleepreg's; such files belong to who made
them, so none is here.
"""

import argparse
import re
from pathlib import Path

from tests.insights import headlines, public_diaries
from tests.insights.promises import (
    PHIS,
    SEED,
    corrected,
    false_alarms,
    power,
    power_of_change,
    table,
)

PAGE = Path(__file__).parents[2] / "docs/insights.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
RUNS, FEWER = 1_000, 400


def measured(runs: int, fewer: int) -> str:
    """All tables."""
    heads = [f"φ {phi}" for phi in PHIS]
    of_change = ("found", "“too few days”", "found, of those not told so")
    parts = [
        f"### Nothing is there\n\nPercent of {runs} made-up people each, ± one standard error. "
        "The promise: 5 at most.",
        table(heads, [*false_alarms(runs), *headlines.false_alarms(runs)]),
        f"### After the correction\n\nPercent; {fewer} people each. Ten things ticked are tried "
        "on the same and the next day, and from four months on seven weekdays: 27 in all. The "
        "promise: of all that is shown, 10 at most are wrong.",
        table(heads, corrected(fewer)),
        f"### A change of a known size\n\nPercent; {fewer} people each.",
        table(of_change, power_of_change(fewer)),
        f"### What is there is found\n\nPercent; {fewer} people each, "
        f"{max(fewer // 4, 5)} for what goes with mood.",
        table(heads, [*power(fewer), *headlines.power(fewer)]),
        f"The seed is {SEED}.",
    ]
    return "\n\n".join(parts)


def written(page: str, tables: str) -> str:
    """Put the tables into the page, in place of those before."""
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{rest.split(END)[1]}"


def main() -> None:
    """Measure, write the page, and print what public diaries say."""
    parser = argparse.ArgumentParser(prog="python -m tests.insights.validation")
    parser.add_argument("--runs", type=int, default=RUNS, help="people in each cell")
    parser.add_argument("--diary", action="append", default=[], metavar="NAME=FILE")
    parser.add_argument("--transitions", action="append", default=[], metavar="NAME=FILE")
    chosen = parser.parse_args()
    for named in chosen.diary:
        name, _, file = named.partition("=")
        print(public_diaries.line(name, Path(file)))  # noqa: T201 - a command
    for named in chosen.transitions:
        name, _, file = named.partition("=")
        print(name, *public_diaries.regularity(Path(file)))  # noqa: T201 - a command
    if chosen.diary or chosen.transitions:
        return
    fewer = min(chosen.runs, FEWER)
    tables = measured(chosen.runs, fewer)
    page = written(PAGE.read_text("utf-8"), tables)
    PAGE.write_text(re.sub(r"\n{3,}", "\n\n", page), "utf-8")


if __name__ == "__main__":
    main()
