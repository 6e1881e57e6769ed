"""Simulated people for crash runs, each with a record of their own of what they told and saw.

A person is a generator that yields what it waits for; it goes on when that can be seen in the
chat. It never looks into the bot.
"""

import re
from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from tests.support.evening import QUESTION

if TYPE_CHECKING:
    from tests.faults.town import TownServer

# What is said only where processes were killed over an update, never where handling it failed.
GIVEN_UP = "I tried three times to save that"
# Of a file: the same, or a busy machine took too long. To ask for it again does no harm.
NOT_MADE = ("I tried three times to make that", "I couldn't make that just now")
# What is said then where there were words: they are a note now, whatever they were meant for.
KEPT = re.compile(r"in your journal, as you wrote them: “(.*)”\. If you")
Waiting = Generator[Callable[[], object], None, None]
LETTERS = [
    "alder",
    "birch",
    "cedar",
    "elder",
    "hazel",
    "larch",
    "maple",
    "poplar",
    "rowan",
    "willow",
]


@dataclass(slots=True)
class Shown:
    """A message of the bot as the person sees it now."""

    text: str
    buttons: list[tuple[str, str]]


def spelled(number: int) -> str:
    """Write a number in words that no question takes for an answer."""
    return " ".join(LETTERS[int(digit)] for digit in f"{number:04d}")


def buttons_of(markup: dict[str, Any] | None) -> list[tuple[str, str]]:
    """List labels and data of an inline keyboard."""
    rows = (markup or {}).get("inline_keyboard", [])
    return [(one["text"], one.get("callback_data", "")) for row in rows for one in row]


@dataclass(slots=True)
class Somebody:
    """One person: what they see, what they told, and what they do next."""

    id: int
    server: "TownServer"
    dice: Random
    first_day: date
    leaves: bool = False
    moves: bool = False
    free: bool = True
    resting: bool = False
    gone: bool = False
    moved: bool = False
    joined: bool = False
    chat: dict[int, Shown] = field(default_factory=dict)
    told: dict[tuple[date, str], Any] = field(default_factory=dict)
    marked: set[date] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    wins: list[str] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)
    """What was meant for something else and is a note, as the bot said."""
    bursts: list[list[str]] = field(default_factory=list)
    in_a_hurry: bool = False
    files: list[str] = field(default_factory=list)
    sent: set[int] = field(default_factory=set)
    heard: Counter[str] = field(default_factory=Counter)
    aloud: Counter[str] = field(default_factory=Counter)
    in_order: list[str] = field(default_factory=list)
    days: int = 0
    types: bool = True
    wants_picture: bool = False
    tonight: date | None = None
    slept: int = 0
    _script: Waiting | None = None
    _waits: Callable[[], object] | None = None
    _last: tuple[str, dict[str, Any]] | None = None
    _unsaved: bool = False
    _again: bool = False
    """Whether the last act was repeated already."""

    def step(self) -> None:
        """Go on as far as can be seen; say again what three processes in a row ended over."""
        if self._script is None:
            self._script = self.life()
        while self._waits is None or self._waits():
            self._unsaved, self._waits = False, next(self._script)
        if self._unsaved and self._last is not None:
            self._unsaved = False
            self._act(*self._last)
            self._again = True

    def sees(self, effect: dict[str, Any]) -> None:
        """Take in one thing the bot did in the chat."""
        number = effect["message_id"]
        if effect["method"].startswith("delete"):
            self.chat.pop(number, None)
        elif number is not None and effect["method"].startswith(("send", "edit")):
            self.chat[number] = Shown(effect["text"], buttons_of(effect["markup"]))
        if effect["method"].startswith("send"):
            self.heard[effect["text"]] += 1
            self.aloud[effect["text"]] += not effect["silent"]
            self._hears_of_a_failure(effect["text"], silent=effect["silent"])
            self.in_order.append(effect["text"])
        if effect.get("file_id"):
            self.files.append(effect["file_id"])

    def _hears_of_a_failure(self, text: str, *, silent: bool) -> None:
        """Hear that the last thing could not be handled, and what became of its words."""
        # The bot's own repeat of a message makes no sound; nor does the first one in some cases.
        first = not silent or not self._again
        self._unsaved |= GIVEN_UP in text and first
        self._unsaved |= any(words in text for words in NOT_MADE)
        found = KEPT.search(text)
        if found is None or found[1] in self.notes:
            return
        self.kept.add(found[1])
        self._unsaved |= first and found[1].removeprefix("/win ") not in self.wins

    def newest(self, *, words: str = "", data: str = "") -> int | None:
        """Find the newest message with these words, or with a button whose data begins so."""
        for number in sorted(self.chat, reverse=True):
            shown = self.chat[number]
            if words in shown.text and (
                not data or any(one.startswith(data) for _, one in shown.buttons)
            ):
                return number
        return None

    def says(self, text: str) -> None:
        """Write."""
        self._act("says", {"text": text})

    def taps(self, data: str, message: int, times: int = 1) -> None:
        """Press a button, once or in a hurry."""
        for _ in range(times):
            self._act("taps", {"data": data, "message": message})

    def presses(self, label: str, words: str) -> None:
        """Press the button with this label under the newest message with these words."""
        number = self.newest(words=words)
        assert number is not None
        data = next(data for text, data in self.chat[number].buttons if text == label)
        self.taps(data, number)

    def _act(self, do: str, how: dict[str, Any]) -> None:
        self._last, self._again = (do, how), False
        self.server.ask("act", {"person": self.id, "do": do, "with": how})
        if self.leaves or self.moves:  # what they sent is erased with them
            self.sent.add(self.server.ask("queue")["next_id"] - 1)

    def story(self) -> str:
        """Say where they stand, for a person who is stuck."""
        told = [f"{day} {step}={value}" for (day, step), value in list(self.told.items())[-3:]]
        last = [f"#{n} {self.chat[n].text!r:.90}" for n in sorted(self.chat)[-3:]]
        return f"{self.id} waits in {self.place()}; told {told}; sees {last}"

    def place(self) -> str:
        """Name the line of their script at which they wait."""
        script, names = self._script, []
        while script is not None:
            names.append(f"{script.gi_code.co_name}:{script.gi_frame.f_lineno}")
            script = script.gi_yieldfrom
        return " > ".join(names)

    # What they do

    def life(self) -> Waiting:
        """Agree, and then do one thing after the other."""
        yield from self.agree()
        while True:
            self.resting = True
            yield lambda: self.free or self.is_asked() or self.wants_picture
            self.resting = False
            if self.wants_picture:
                yield from self.picture()
                continue
            if not self.free:
                yield from self.evening()
                continue
            if self.moves and not self.moved and (self.days or len(self.bursts) > 1):
                yield from self.move()
                continue
            if self.leaves and self.days >= 3:
                yield from self.erase()
                self.gone = True
                yield lambda: False
            often = (self.burst, self.burst) if self.in_a_hurry else (self.day, self.day)
            yield from self.dice.choice((self.note, self.win, self.day, *often))()

    def agree(self) -> Waiting:
        """Go through the first minute."""
        self.says("/start")
        yield lambda: self.newest(words="May I store")
        self.presses("Yes, let's begin", "May I store")
        yield lambda: self.newest(words="Which city are you in")
        self.says("Riga")
        yield lambda: self.newest(words="What time in the evening")
        self.presses("21:00", "What time in the evening")
        yield lambda: self.newest(words="What time in the morning")
        self.presses("08:00", "What time in the morning")
        yield lambda: self.newest(words="one small thing")
        self.presses("Skip", "one small thing")
        yield lambda: self.newest(words="All set.")
        self.joined = True

    def times_heard(self, *words: str) -> int:
        """Count the messages that hold any of these words."""
        return sum(n for text, n in self.heard.items() if any(one in text for one in words))

    def note(self) -> Waiting:
        """Write a note."""
        words = f"note of {self.id} {spelled(len(self.notes))}"
        self.notes.append(words)
        self.says(words)
        count = len(self.notes)
        # Beside a question that is open, what is kept of it is quoted instead.
        said = ("in your journal", f"“note of {self.id}")
        yield lambda: self.times_heard(*said) >= count

    def win(self) -> Waiting:
        """Note a win."""
        words = f"win of {self.id} {spelled(len(self.wins))}"
        self.wins.append(words)
        self.says(f"/win {words}")
        yield lambda: self.is_answered(words)

    def is_answered(self, win: str) -> bool:
        """Whether a win is noted, or kept for want of better."""
        return self.heard[f"Noted as a win: “{win}”."] > 0 or f"/win {win}" in self.kept

    def burst(self) -> Waiting:
        """Note four wins at once, without waiting for an answer."""
        first = len(self.wins)
        told = [f"win of {self.id} {spelled(first + n)}" for n in range(4)]
        self.wins += told
        for words in told:
            self.says(f"/win {words}")
        self._last = None  # nobody could tell which of them to say again
        self.bursts.append([f"Noted as a win: “{words}”." for words in told])
        yield lambda: all(map(self.is_answered, told))

    def disorder(self) -> list[str]:
        """Say which answers to a burst came out of their order."""
        found = []
        for answers in self.bursts:
            places = [self.in_order.index(one) for one in answers if one in self.in_order]
            if places != sorted(places):
                found.append(f"{self.id}: answers in the order {places}")
        return found

    def said_twice_aloud(self) -> list[str]:
        """Say which answers came twice with a sound; each win is noted once."""
        return [
            f"{self.id}: {text}"
            for text, count in self.aloud.items()
            if count > 1 and text.startswith("Noted as a win")
        ]

    def picture(self) -> Waiting:
        """Ask for a week with a win in it, and wait until it is there: drawn, or in words."""
        self.wants_picture = False
        yield from self.win()
        before = max(self.chat)
        self.says("/week")
        yield (
            lambda: (
                (self.newest(words="Your days so far") or 0) > before
                or ((self.newest(words="Your week") or 0) > before)
            )
        )

    def day(self) -> Waiting:
        """Fill in an earlier day, a different one each time."""
        self.days += 1
        day = self.first_day - timedelta(days=self.days)
        name = f"{day:%a} {day.day} {day:%b}"
        self.says(f"/day {day.isoformat()}")
        yield lambda: self.newest(words=f"{name}?", data="1t|")
        number = self.newest(words=f"{name}?", data="1t|")
        assert number is not None
        conversation = next(d for _, d in self.chat[number].buttons if d.startswith("1t|")).split(
            "|"
        )[1]
        yield from self.answers(conversation, day)
        yield lambda: self.newest(words=f"Noted for {name}")
        if self.dice.random() < 0.3:
            self.marked.add(day)
            self.presses("For therapy", f"Noted for {name}")
            yield lambda: self.newest(words="For therapy")
        if self.dice.random() < 0.2:  # a button of a question that is long answered
            self.taps(f"1t|{conversation}|mood|=|1", number)

    def is_asked(self) -> bool:
        """Whether tonight's question has come, and tonight is one to answer."""
        asked = self.newest(words=QUESTION, data="1t|")
        return self.tonight is not None and asked is not None and asked > self.slept

    def evening(self) -> Waiting:
        """Answer tonight's nudge by its buttons."""
        day, number = self.tonight, self.newest(words=QUESTION, data="1t|")
        assert day is not None
        assert number is not None
        self.tonight = None
        conversation = next(d for _, d in self.chat[number].buttons if d.startswith("1t|")).split(
            "|"
        )[1]
        yield from self.answers(conversation, day, typing=False)
        yield lambda: self.newest(words=f"Noted for {day:%a} {day.day} {day:%b}")

    def answers(self, conversation: str, day: date, *, typing: bool = True) -> Waiting:
        """Answer the three questions of a day, by tap, by word, or not."""
        self.types = typing
        yield from self.question(
            conversation, day, "mood", [("1t", v, str(v)) for v in (2, 5, 7, 9)]
        )
        if self.dice.random() < 0.15:
            yield from self.another_mood(conversation, day)
        hours = [("1t", h, str(h)) for h in (6, 7, 8)] + [("typed", 6.5, "6.5")]
        yield from self.question(conversation, day, "sleep", hours)
        yield from self.question(
            conversation, day, "quality", [("1t", v, str(v)) for v in (1, 3, 5)]
        )

    def another_mood(self, conversation: str, day: date) -> Waiting:
        """Go back and answer anew."""
        yield lambda: self.newest(data=f"1t|{conversation}|sleep|b")
        number = self.newest(data=f"1t|{conversation}|sleep|b") or 0
        self.taps(f"1t|{conversation}|sleep|b|", number)
        # Not before it is so: an older copy may show this question all along.
        yield lambda: self.is_past(number, conversation, "sleep")
        # By tap: an older copy may still show this question, and then words could be meant for
        # the next one.
        typing, self.types = self.types, False
        yield from self.question(conversation, day, "mood", [("1t", v, str(v)) for v in (3, 4)])
        self.types = typing

    def question(
        self, conversation: str, day: date, step: str, choices: list[tuple[str, float, str]]
    ) -> Waiting:
        """Answer one question as soon as it can be seen."""
        start = f"1t|{conversation}|{step}|"
        yield lambda: self.newest(data=start)
        number = self.newest(data=start) or 0
        if self.dice.random() < 0.1:
            # Where something is told already, this button keeps it.
            self.told.setdefault((day, step), None)
            self.taps(f"{start}s|", number)
        else:
            by_word = [one for one in choices if self.types or one[0] != "typed"]
            how, value, typed = self.dice.choice(by_word)
            self.told[day, step] = value
            if how == "typed" or (self.types and step == "mood" and self.dice.random() < 0.3):
                self.says(typed)
            else:
                self.taps(f"{start}=|{typed}", number, self.dice.choice((1, 1, 2)))
        yield lambda: self.is_past(number, conversation, step)  # the answer is taken

    def is_past(self, number: int, conversation: str, step: str) -> bool:
        """Whether a message is gone or asks this no more, or its conversation goes on below."""
        shown = self.chat.get(number, Shown("", []))
        asks = any(data.startswith(f"1t|{conversation}|{step}|") for _, data in shown.buttons)
        return not asks or (self.newest(data=f"1t|{conversation}|") or 0) > number

    def move(self) -> Waiting:
        """Have everything as a file, erase it, begin anew, and send the file back."""
        had = len(self.files)
        self.says("/export")
        yield lambda: self.diary(had)
        diary = self.diary(had)
        yield from self.erase()
        self.chat.clear()
        yield from self.agree()
        while not self.moved:
            yield from self.bring_back(str(diary))

    def diary(self, had: int) -> str | None:
        """Find the file with everything among those that came since."""
        new = self.files[had:]
        return next((one for one in new if self.server.file(one).startswith(b"{")), None)

    def bring_back(self, diary: str) -> Waiting:
        """Send the file, and say yes; not always is it taken in whole."""
        last, failed = max(self.chat), "I couldn't finish importing that file"
        failures = self.times_heard(failed)
        named = {"file_id": diary, "file_unique_id": "1", "file_name": "small-steps.json"}
        kind = {"mime_type": "application/json", "file_size": len(self.server.file(diary))}
        self._act("sends", {"document": named | kind})
        yield lambda: (self.newest(words="Should I import it?") or 0) > last
        self.presses("Import it", "Should I import it?")
        yield lambda: self.newest(words="It's imported") or self.times_heard(failed) > failures
        self.moved = self.newest(words="It's imported") is not None

    def erase(self) -> Waiting:
        """Take everything back."""
        self.says("/delete")
        yield lambda: self.newest(words="This erases everything")
        self.presses("Erase everything", "This erases everything")
        yield lambda: self.newest(words="the key to it is destroyed")
