"""One person without Telegram: what they do goes in by the bot's own front door.

Content is only tried is taken back at once, so that each way begins from the same life.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any, Protocol

from bot.app.chart_worker import draw
from bot.core.deps import Deps
from bot.core.registry import Registry
from bot.core.turn import Turn
from bot.dispatch import nudges, updates
from bot.features import FEATURES
from bot.features.insights import asked as insights_asked
from bot.features.portability import export
from bot.features.portability.import_plan import plan
from bot.features.portability.import_read import Unfit, read
from bot.incoming import Commanded, Content, Incoming, Pressed, Said
from storage import people
from storage.outbox import Message
from storage.store import Tx
from tests.support.drawn import LOOKS
from tests.support.entry_kinds import BY_THE_WAY, ENTRY_KINDS
from tests.support.examined import examined

COMMANDS = Registry(FEATURES).commands.values()
NEVER = frozenset({"delete"})  # it is said at the very end
# Content is typed into whatever question is open.
TYPED = ("7", "12:00", "a few words", "back")
ARGUMENTS = {
    "day": ("yesterday", "2026-11-20"),
    "week": ("2026-11-20", "yesterday", "sleep"),
    "journal": ("x", "last month", "november"),
}


class _TakenBack(Exception):
    pass


@contextmanager
def taken_back(tx: Tx) -> Iterator[None]:
    """Try something out, and leave no trace of it."""
    with suppress(_TakenBack), tx.savepoint():
        yield
        raise _TakenBack


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is tried: buttons of a screen, and of the screens below; how often one is drawn."""

    pressed: tuple[int, ...] = (12, 2)
    drawn: float = 0.0


class Surroundings(Protocol):
    """Where people live."""

    deps: Deps
    pace: Effort

    def note(self, life: "Life", fault: BaseException) -> None:
        """Note where something broke."""

    def did(self) -> None:
        """Count a thing that somebody did."""


class Life:
    """One person who takes a file in and lives on with it."""

    def __init__(self, world: Surroundings, user_id: int, dice: Random) -> None:
        self.world = world
        self.id = user_id
        self.dice = dice
        self.numbers = count(1)
        self.way: list[str] = []

    # Content they do

    def does(self, tx: Tx, what: Content) -> Turn:
        """Do one thing."""
        number = next(self.numbers)
        self.world.did()
        incoming = Incoming(
            update_id=self.id * 1_000_000 + number, user_id=self.id, chat_id=self.id,
            private=True, language="en", first_name="Alice", at=tx.now, what=what,
        )  # fmt: skip
        return updates.handle(tx, self.world.deps, incoming)

    def presses(self, tx: Tx, data: str) -> Turn:
        """Press a button."""
        return self.does(tx, Pressed(data, 100 + next(self.numbers), "q"))

    def says(self, tx: Tx, words: str) -> Turn:
        """Type something, a command too."""
        number = 100 + next(self.numbers)
        if words.startswith("/"):
            name, _, argument = words[1:].partition(" ")
            return self.does(tx, Commanded(name, argument, number))
        return self.does(tx, Said(words, number))

    @contextmanager
    def trying(self, tx: Tx, what: str) -> Iterator[None]:
        """Try something out, and note when it breaks."""
        self.way.append(what)
        try:
            with taken_back(tx):
                yield
        except Exception as fault:  # noqa: BLE001 - noted, and shown at the end
            self.world.note(self, fault)
        finally:
            self.way.pop()

    # Content they see

    def keys(self, turn: Turn) -> list[str]:
        """The buttons of all that was said, and of pictures."""
        found: list[str] = []
        for message in turn.replies:
            markup = message.payload.get("reply_markup")
            wanted = message.payload.get("attachment")
            if wanted is not None:
                markup = self.attached(turn, wanted)
            rows = (markup or {}).get("inline_keyboard", ())
            # Copying and opening a page happen in the app alone.
            found += [b["callback_data"] for row in rows for b in row if "callback_data" in b]
        return list(dict.fromkeys(found))

    def attached(self, of: Turn, wanted: dict[str, str]) -> dict[str, Any] | None:
        """Make what is made just before it is sent."""
        turn = Turn.of(of.tx, of.deps, of.known)
        kind = wanted["kind"]
        if kind in LOOKS:
            found = LOOKS[kind](turn, wanted)
            if found is None:
                return None
            if self.dice.random() < self.world.pace.drawn:
                draw(found.view)
            return found.keyboard
        if kind == insights_asked.KIND:
            markup: dict[str, Any] = examined(turn, int(wanted["page"]))["reply_markup"]
            return markup
        if kind == "import":
            return None
        self.exported(of.tx)
        return None

    def exported(self, tx: Tx) -> dict[str, Any]:
        """Content /export would hand over now: /import takes it, and the table can be made."""
        of = export.collect(tx, self.id, ENTRY_KINDS)
        assert of is not None
        document = export.document(of, tx.now)
        export.as_csv(document, BY_THE_WAY)
        try:
            read(export.as_json(document), tx.now, ENTRY_KINDS)
        except Unfit as unfit:
            part, place = (unfit.why.params.get(name) for name in ("part", "place"))
            told = document.get(getattr(part, "message", ""), "")
            why = f"{part} {told[place - 1] if isinstance(place, int) else told}"
            raise AssertionError(f"what was exported is refused: {why}") from None
        return document

    def differs(self, tx: Tx, data: bytes) -> str:
        """Say what of a file would be taken in as new or as other."""
        held = export.collect(tx, self.id, ENTRY_KINDS)
        assert held is not None
        changes = plan(read(data, tx.now, ENTRY_KINDS), held, tx.now, ENTRY_KINDS).changes
        return "; ".join(
            f"new {c.new[:2]} other {c.other[:1]}" for c in changes if c.new or c.other
        )

    # A day of theirs

    def looks_around(self, tx: Tx) -> None:
        """Give every command, press what is in sight, and what is in sight then."""
        for command in COMMANDS:
            if command.name in NEVER:
                continue
            for argument in ("", *ARGUMENTS.get(command.name, ())):
                words = f"/{command.name} {argument}".strip()
                with self.trying(tx, words):
                    self.follows(tx, self.says(tx, words), self.world.pace.pressed)

    def follows(self, tx: Tx, turn: Turn, most: tuple[int, ...]) -> None:
        """Press each button that stands there, and answer the question that is open."""
        keys = self.keys(turn)
        if any(key.startswith("1t|") for key in keys):
            words = self.dice.choice(TYPED)
            with self.trying(tx, words):
                self.keys(self.says(tx, words))
        if not most:
            return
        for data in keys if len(keys) <= most[0] else self.dice.sample(keys, most[0]):
            with self.trying(tx, f"[{data}]"):
                self.follows(tx, self.presses(tx, data), most[1:])

    def begins(self, tx: Tx) -> None:
        """Agree, and answer nothing else yet."""
        self.presses(tx, "1a|consent|1")
        self.says(tx, "/cancel")

    def fills_in(self, tx: Tx) -> None:
        """Answer all that is asked of a day."""
        turn = self.says(tx, self.dice.choice(("/checkin", "/day yesterday")))
        for _ in range(40):
            answers = [key for key in self.keys(turn) if key.startswith("1t|")]
            if not answers:
                return
            turn = self.presses(tx, self.dice.choice(answers))

    def takes_all_back(self, tx: Tx) -> None:
        """Undo one thing after the other, more often than there can be."""
        for _ in range(6):
            self.keys(self.says(tx, "/undo"))

    def meets(self, said: list[Message], tx: Tx) -> None:
        """Press what came by itself, each thing from where everything stood."""
        person = people.get(tx, self.id)
        if person is None:
            return
        turn = Turn.of(tx, self.world.deps, person)
        turn.replies = said
        for message in said:
            nudges.still_wanted(tx, self.id, message.unless)
        for data in self.keys(turn):
            with self.trying(tx, f"[{data}]"):
                self.follows(tx, self.presses(tx, data), ())
