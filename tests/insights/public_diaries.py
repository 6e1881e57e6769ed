"""Public diaries in Daylio's format, as numbers: what is found in a life nobody made up."""

import csv
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median_low

import numpy as np

from charts.insights.examine import examine
from charts.insights.numbers import DiaryNumbers, Exposure
from charts.insights.regularity import regularity_index
from charts.insights.weeks import days

# Daylio's five by their own order, and names that two public diaries added, by their place there.
MOODS: Mapping[str, int] = {
    "awful": 2, "depressed": 2, "beyond anxious": 2,
    "bad": 4, "anxious": 4, "frustrated": 4, "exhausted": 4, "angry": 4, "in pain": 4,
    "meh": 6, "okay": 6, "tired": 6, "distracted": 6, "boring": 6,
    "good": 8, "content": 8, "optimistic": 8,
    "rad": 10,
}  # fmt: skip
MOST = 12
"""Activities looked at, those noted most."""


def read(file: Path) -> DiaryNumbers:
    """One mood a day, the middle of the day's; an activity not noted on a told day was not."""
    moods: dict[date, list[int]] = {}
    done: dict[date, set[str]] = {}
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            day = date.fromisoformat(row["full_date"])
            moods.setdefault(day, []).append(MOODS[row["mood"].strip().lower()])
            noted = {word.strip() for word in row["activities"].split("|")}
            done.setdefault(day, set()).update(noted - {""})
    first, last = min(moods), max(moods)
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    counted = Counter(word for words in done.values() for word in words)
    return DiaryNumbers(
        first=first,
        moods=tuple(median_low(moods[day]) if day in moods else None for day in every),
        exposures=tuple(
            Exposure(
                "factors",
                word,
                tuple(float(word in done[day]) if day in done else None for day in every),
            )
            for word, _ in counted.most_common(MOST)
        ),
    )


def lag_1(diary: DiaryNumbers) -> float:
    """How much a day resembles the day before."""
    moods = days(diary.moods)
    both = np.isfinite(moods[1:]) & np.isfinite(moods[:-1])
    return float(np.corrcoef(moods[1:][both], moods[:-1][both])[0, 1])


def regularity(file: Path, step: int = 10) -> tuple[float, float | None]:
    """Days and index of a file of transitions: 0 awake, 1 asleep, NA, each with its second."""
    with file.open(encoding="utf-8", newline="") as lines:
        told = [(state, int(at)) for state, at in csv.reader(lines)]
    begin, end = told[0][1], told[-1][1]
    states = np.full((end - begin) // step, np.nan)
    for (state, since), (_, until) in pairwise(told):
        part = slice((since - begin) // step, (until - begin) // step)
        states[part] = np.nan if state == "NA" else float(state)
    return regularity_index(states, 24 * 60 * 60 // step)


def line(name: str, file: Path) -> str:
    """What was found, on one row of a table."""
    diary = read(file)
    found = examine(diary)
    words = "; ".join(map(str, found.findings))
    told = found.told
    return (
        f"| {name} | {told.ever_of} | {told.ever} | {lag_1(diary):.2f} | {found.tried} | {words} |"
    )
