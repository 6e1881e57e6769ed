"""Four made-up lives, each as long as twelve weeks, up to yesterday: what a page must tell apart.

Pictures of their pages: `python -m tests.features.report.lives DIRECTORY`.
"""

import asyncio
import io
import random
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from PIL import Image
from pydantic import JsonValue

from bot import local_time
from bot.core import contents
from bot.core.contents import Content, TypedEntry
from bot.core.turn import Deps, Turn
from bot.features.medication import MedicationContent
from bot.features.questionnaires.results import ScaleContent
from bot.features.report import data as report_data
from bot.features.report import parts
from bot.features.report import view as report_view
from bot.features.sessions.preparation import SessionContent
from bot.features.sessions.questions import QuestionContent
from charts.report.typeset import report_picture
from charts.report.view import ReportPreview, ReportView
from conversations.night import night
from conversations.questionnaires.load import by_key
from conversations.questionnaires.score import total
from conversations.trackers import ready_made
from storage import answers, goals, notes, people, preferences, trackers, wins
from storage.goals import Goal
from storage.notes import Note
from storage.people import Person
from storage.store import Tx
from storage.wins import Win
from tests.support.town import ALICE, DirectTown, settled_in

DAYS = 84
Night = Mapping[str, JsonValue]


@dataclass
class ToldLife:
    """Writes down what somebody told, by how many days ago it was."""

    turn: Turn
    dice: random.Random = field(default_factory=lambda: random.Random(4))  # noqa: S311 - made-up days, the same each time

    def day(self, back: int) -> date:
        return self.turn.today - timedelta(days=back)

    def at(self, back: int) -> datetime:
        local = datetime.combine(self.day(back), time(20, 30), self.turn.zone)
        return local.astimezone(UTC)

    def answers(self, back: int, step: str, value: JsonValue) -> None:
        answers.keep(self.turn.tx, ALICE, self.day(back), step, value, self.at(back))

    def evening(self, back: int, mood: float, hours: float | None, **more: JsonValue) -> None:
        rated = max(1, min(10, round(mood + self.dice.choice((-1, -0.5, 0, 0, 0.5, 1)))))
        self.answers(back, "mood", rated)
        if hours is not None:
            slept = round((hours + self.dice.choice((-0.75, -0.25, 0, 0.25, 0.5))) * 4) / 4
            self.answers(back, "sleep", {"hours": max(0.0, slept), "bed": None, "wake": None})
            self.answers(back, "quality", max(1, min(5, round(slept - 3.5))))
        for step, value in more.items():
            self.answers(back, step, value)

    def puts(self, back: int, content: Content) -> None:
        entry = TypedEntry(self.turn.tx.new_id(), self.day(back), self.at(back), content)
        contents.put(self.turn.tx, ALICE, entry)

    def asks(self, *ids: str) -> None:
        for id in ids:
            question = ready_made()[id]
            trackers.add(self.turn.tx, ALICE, id, self.day(DAYS), question.content())

    def fills_in(self, key: str, times: Mapping[int, tuple[int, ...]]) -> None:
        one = by_key(key)
        assert one is not None
        for back, items in times.items():
            score = total(one, items)
            content = ScaleContent(
                instrument=one.title, version=one.version, items=items, score=score
            )
            self.puts(back, content)

    def meets(self, *times: tuple[int, str | None, str | None]) -> None:
        for back, taken, agreed in times:
            self.puts(back, SessionContent(time=time(15), take_along=taken, agreed=agreed))

    def wishes(self, title: str, times: int | None, since: int = DAYS, **more: object) -> str:
        goal = Goal(
            0, title, "short", times, (), None, None, "active", self.day(since), self.day(since)
        )
        return str(goals.add(self.turn.tx, ALICE, goal))

    def wins(self, back: int, words: str, *, milestone: bool = False) -> None:
        won = Win(self.turn.tx.new_id(), self.day(back), words, milestone, self.at(back))
        wins.add(self.turn.tx, ALICE, won)

    def notes(self, back: int, words: str, *, for_therapy: bool = True) -> str:
        note = Note(self.turn.tx.new_id(), self.at(back), self.day(back), words, for_therapy)
        return notes.add(self.turn.tx, ALICE, note).id

    def sleeps(self, back: int, **told: JsonValue) -> None:
        """Tell a night in detail, with what follows from it."""
        found = night(told, self.day(back), self.turn.zone)
        assert found is not None
        for step, value in told.items():
            self.answers(back, step, value)
        self.answers(
            back,
            "sleep",
            {
                "hours": found.hours,
                "bed": f"{found.bed:%H:%M}",
                "wake": f"{found.woke:%H:%M}",
            },
        )
        self.answers(
            back,
            "night",
            {
                "in_bed": found.in_bed,
                "efficiency": found.efficiency,
                "of": found.of,
            },
        )

    def looks_back(self, span: str) -> None:
        preferences.set_(self.turn.tx, ALICE, parts.SPAN, span)


def silent(life: ToldLife, back: int, one_in: int) -> bool:
    return life.dice.randrange(one_in) == 0 and back > 1


def getting_better(life: ToldLife) -> None:
    """Depression: from hardly getting up to most days worth living, over twelve weeks."""
    life.asks("joy", "mastery", "movement", "meds")
    walk = life.wishes("Walk after lunch", 4)
    up = life.wishes("Out of bed by 9", 7)
    ring = life.wishes("Ring somebody", 2, since=40)
    for back in range(DAYS, 0, -1):
        if silent(life, back, 9):
            continue
        far = (DAYS - back) / DAYS
        mood = 3 + 3.4 * far
        done = {
            walk: "done" if life.dice.random() < 0.3 + 0.5 * far else "not",
            up: life.dice.choice(
                ("done", "partly", "not") if far < 0.5 else ("done", "done", "partly")
            ),
        }
        if back <= 40:
            done[ring] = "done" if life.dice.random() < 0.35 else "not"
        walked = done[walk] == "done"
        life.evening(
            back,
            mood + 0.5 * walked,
            6 + 1.2 * far,
            goals=done,
            joy=max(1, round(mood + life.dice.choice((-1, 0, 1)))),
            mastery=max(1, round(mood + life.dice.choice((-1, 0, 0)))),
            movement=30 if walked else 0,
            meds="partly" if life.dice.randrange(12) == 0 else "yes",
            helped=[
                *(["a walk"] if walked else []),
                *life.dice.choice(([], ["music"], ["called Mara"])),
            ],
            factors=life.dice.choice(
                (["alone all day"], ["work"], ["family"], ["lay in bed long", "alone all day"])
            ),
        )
    life.fills_in(
        "phq9",
        {
            80: (3, 3, 2, 3, 1, 2, 2, 1, 0),
            52: (2, 2, 2, 2, 1, 2, 2, 1, 0),
            24: (1, 2, 1, 2, 1, 1, 1, 0, 0),
            3: (1, 1, 1, 1, 0, 1, 1, 0, 0),
        },
    )
    life.fills_in("who5", {80: (1, 1, 1, 0, 1), 38: (2, 2, 1, 1, 2), 10: (3, 3, 2, 3, 3)})
    life.meets(
        (56, "Start small.", None),
        (42, None, "Ring somebody twice a week"),
        (28, "Moods pass, also bad ones.", None),
        (14, "It is fine to leave early.", "A walk on four days, rain or not"),
    )
    life.puts(61, MedicationContent(text="Sertraline 50 mg instead of 25 mg"))
    life.wins(4, "Went to my niece's birthday and stayed to the end")
    life.wins(9, "Out of bed before nine, ten days running", milestone=True)
    life.wins(17, "Cooked for three people")
    life.wins(33, "Opened the letters that had piled up")
    life.puts(2, QuestionContent(text="How long do I take the tablets if it stays like this?"))
    life.notes(6, "On Sundays it is still heavy. I do not know what to do with an empty day.")
    life.looks_back("8w")


def getting_worse(life: ToldLife) -> None:
    """Depression that comes back: fewer answers, shorter nights, less of everything."""
    life.asks("joy", "social", "urges")
    run = life.wishes("Swim on Wednesdays", 1)
    write = life.wishes("Write to Jonas", 2)
    for back in range(DAYS, 0, -1):
        lately = max(0.0, (35 - back) / 35)
        if silent(life, back, 10 if back > 28 else 4):
            continue
        mood = 6 - 3.2 * lately
        life.evening(
            back,
            mood,
            7.2 - 1.8 * lately,
            goals={
                run: "done" if life.dice.random() < 0.7 - lately else "not",
                write: "partly" if life.dice.random() < 0.5 - 0.4 * lately else "not",
            },
            joy=max(1, round(mood - 1)),
            social=life.dice.choice((0, 1) if lately > 0.5 else (1, 2)),
            urges=2 if lately > 0.7 and life.dice.randrange(3) == 0 else 0,
            helped=life.dice.choice(([], ["shower"], ["the dog"])),
            factors=life.dice.choice(
                (["trouble at work"], ["argued with Jonas"], ["nothing special"])
                if lately > 0.3
                else (["nothing special"], ["friends"])
            ),
        )
    life.fills_in(
        "phq9",
        {
            75: (1, 1, 1, 1, 1, 1, 1, 0, 0),
            33: (1, 2, 2, 2, 1, 1, 2, 0, 0),
            5: (2, 3, 3, 2, 1, 2, 2, 1, 1),
        },
    )
    life.fills_in("gad7", {75: (1, 1, 1, 1, 0, 1, 0), 5: (2, 2, 2, 1, 1, 1, 1)})
    life.meets(
        (30, None, "Swim once, with Jonas"), (23, "Say it earlier.", "Write to Jonas on Sunday")
    )
    life.puts(12, QuestionContent(text="Is it coming back? What would we do this time?"))
    life.puts(4, QuestionContent(text="Could I work less for a while? Who writes that note?"))
    life.notes(8, "Did not answer the phone for three days. Even the dog is a lot.")
    life.notes(3, "I woke at four again and could not stop thinking about the meeting.")
    life.wins(15, "Told my boss that I am not well")
    preferences.set_(life.turn.tx, ALICE, "scale.phq9.by", life.day(7).isoformat())
    life.looks_back("4w")


def bipolar(life: ToldLife) -> None:
    """Weeks down, weeks up, and a change of medication between them."""
    life.asks("updown", "energy", "irritable", "meds")
    bed = life.wishes("Lights out at 23:00", 6)
    for back in range(DAYS, 0, -1):
        if silent(life, back, 8):
            continue
        if back > 56:
            shift, hours = -1.6, 8.7
        elif back > 34:
            shift, hours = 0.0, 7.4
        elif back > 16:
            shift, hours = 2.0, 4.9
        else:
            shift, hours = 0.5, 6.9
        where = max(-3, min(3, round(shift + life.dice.choice((-0.6, 0, 0, 0.6)))))
        life.evening(
            back,
            5.3 + 1.1 * shift,
            hours,
            updown=where,
            energy=max(1, min(10, round(5 + 1.9 * shift))),
            irritable=max(1, min(10, round(3 + 1.6 * max(0.0, shift) + life.dice.choice((0, 1))))),
            meds="partly" if 22 < back < 34 and life.dice.randrange(2) else "yes",
            goals={bed: "done" if life.dice.random() < (0.2 if shift > 1.5 else 0.7) else "not"},
            helped=life.dice.choice(([], ["telephone off at ten"], ["sister"])),
            factors=life.dice.choice((["late shift"], ["travel"], ["home"])),
        )
    life.fills_in(
        "phq9",
        {
            70: (2, 2, 2, 3, 1, 2, 2, 1, 0),
            42: (1, 1, 1, 1, 0, 1, 1, 0, 0),
            7: (0, 1, 2, 1, 0, 0, 1, 0, 0),
        },
    )
    life.meets(
        (63, None, None),
        (35, "Sleep is the lever.", None),
        (14, "Sister may say when it is too much.", "Lights out at 23, telephone in the kitchen"),
    )
    life.puts(58, MedicationContent(text="Lamotrigine up to 150 mg"))
    life.puts(17, MedicationContent(text="Quetiapine 50 mg in the evening, for now"))
    life.puts(9, QuestionContent(text="Quetiapine makes mornings thick. Is there another way?"))
    life.notes(20, "Bought a third bicycle. It made sense at two in the morning.")
    life.wins(6, "Gave the bicycle back")
    life.wins(40, "Four weeks of work without a sick day", milestone=True)
    life.looks_back("12w")


def insomnia(life: ToldLife) -> None:
    """Nights told in detail, with time in bed made shorter after two weeks."""
    life.asks("caffeine", "sleepmed", "rested")
    rise = life.wishes("Up at 6:45, whatever the night was", 7, since=21)
    screen = life.wishes("No screen in bed", 7)
    for back in range(DAYS, 0, -1):
        if silent(life, back, 12):
            continue
        treated = back <= 21
        late = life.dice.randrange(4) * 15
        if treated:
            told: dict[str, JsonValue] = {
                "into_bed": "00:15",
                "bed_at": "00:20",
                "to_sleep": life.dice.choice((10, 15, 20)),
                "wakings": 1 if back % 3 else 0,
                "woke_at": "06:30",
                "up_at": "06:45",
            }
            if told["wakings"]:
                told["awake"] = life.dice.choice((10, 20, 30))
        else:
            told = {
                "into_bed": "22:30",
                "bed_at": f"22:{45 + late // 4 % 15:02}",
                "to_sleep": life.dice.choice((45, 60, 75, 90)),
                "wakings": life.dice.choice((2, 3, 4)),
                "awake": life.dice.choice((45, 60, 90)),
                "woke_at": f"06:{late % 60:02}",
                "up_at": f"07:{late % 60:02}",
            }
        life.sleeps(back, **told)
        life.answers(back, "quality", life.dice.choice((3, 4) if treated else (1, 2, 2)))
        life.evening(
            back,
            5.6 if treated else 4.7,
            None,
            caffeine=life.dice.choice((1, 2) if treated else (3, 4)),
            sleepmed=not treated and back % 5 == 0,
            rested=life.dice.choice((2, 3) if treated else (1, 2)),
            goals={
                screen: life.dice.choice(("done", "done", "not")),
                **(
                    {rise: life.dice.choice(("done", "done", "done", "partly"))} if treated else {}
                ),
            },
            helped=life.dice.choice(([], ["got up and read"], ["breathing"])),
            factors=life.dice.choice((["worried about sleep"], ["work late"], ["ordinary day"])),
        )
    life.fills_in(
        "gad7", {60: (2, 2, 2, 1, 1, 1, 1), 20: (1, 2, 1, 1, 1, 1, 0), 2: (1, 1, 1, 1, 0, 1, 0)}
    )
    life.meets(
        (22, None, "In bed from 0:15 to 6:45, for two weeks"),
        (8, "Tired is not dangerous.", "Keep the times one more week"),
    )
    life.puts(3, QuestionContent(text="I nod off at the desk at three. Is that still all right?"))
    life.notes(5, "Woke at five and was not afraid of it.")
    life.wins(2, "Fell asleep within fifteen minutes, six nights running", milestone=True)
    life.wins(12, "Did not look at the clock at night")
    life.looks_back("4w")


LIVES: dict[str, Callable[[ToldLife], None]] = {
    "getting_better": getting_better,
    "getting_worse": getting_worse,
    "bipolar": bipolar,
    "insomnia": insomnia,
}


def lived(tx: Tx, deps: Deps, tell: Callable[[ToldLife], None]) -> None:
    """Let Alice have told all of it."""
    people.change(tx, ALICE, consented_at=tx.now - timedelta(days=DAYS + 1))
    tell(ToldLife(turn_of(tx, deps)))


def turn_of(tx: Tx, deps: Deps) -> Turn:
    """Do something for Alice."""
    person = people.get(tx, ALICE)
    assert isinstance(person, Person)
    return Turn.of(tx, deps, person)


def page(tx: Tx, deps: Deps, ticked: Iterable[str] | None = None) -> ReportView:
    """Her page as of yesterday, with the parts she wants, or with these."""
    turn = turn_of(tx, deps)
    found = report_data.read(turn, parts.span(turn), turn.yesterday)
    wanted = parts.wanted(turn) if ticked is None else frozenset(ticked)
    return report_view.view(turn, found, wanted)


async def page_of(folder: Path, tell: Callable[[ToldLife], None]) -> ReportView:
    """Live a life and put its page together."""
    async with DirectTown(folder) as town:
        await settled_in(town, town.person())
        await town.app.store.write(partial(lived, deps=town.app.deps, tell=tell))
        return await town.app.store.read(partial(page, deps=town.app.deps))


def packed(png: bytes) -> bytes:
    """The same picture in 16 grays: a page is printed without colours."""
    picture = Image.open(io.BytesIO(png)).convert("L").quantize(16, dither=Image.Dither.NONE)
    target = io.BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()


def main(target: Path) -> None:
    """Draw the page of each life."""
    target.mkdir(parents=True, exist_ok=True)
    for name, tell in LIVES.items():
        with tempfile.TemporaryDirectory() as home:
            shown = asyncio.run(page_of(Path(home), tell))
        (target / f"{name}.png").write_bytes(packed(report_picture(ReportPreview(shown))))


if __name__ == "__main__":
    local_time.use_shipped_zones()
    main(Path(sys.argv[1]))
