"""The shapes in which a feature announces itself: all that must be found by its name at run time.

Everything else is called directly, downwards. A feature ends with one `FEATURE`, and
`bot/features/__init__.py` lists them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum

from bot.core.attachments import Maker, MakerDeps, none
from bot.core.contents import Content
from bot.core.dialog import Dialog
from bot.core.turn import Turn
from bot.outgoing import Button
from conversations.flow import Flow, Value
from conversations.parsing.corrections import Correction
from conversations.text import Text, t
from conversations.wishes.gaps import WishWords
from storage.notes import NoteMedium

Reader = Callable[[str], object]
Granted = Callable[[Turn, WishWords], None]
"""What comes of a wish that was said in words."""


def as_command(run: Callable[[Turn, str], None]) -> Granted:
    """Grant a wish as the command does without words behind it."""
    return lambda turn, _said: run(turn, "")


class CommandGroup(Enum):
    """What a command is for: where it stands in /help, in this order."""

    EVERY_DAY = t("Every day")
    LOOKING_BACK = t("Looking back")
    WHAT_I_ASK = t("Goals and questions")
    THERAPY = t("Therapy and hard days")
    YOURS = t("Settings and your data")


@dataclass(frozen=True, slots=True)
class Command:
    """One command: `/name words`."""

    name: str
    summary: Text
    run: Callable[[Turn, str], None]
    group: CommandGroup = field(kw_only=True)
    daily: bool = False
    """It stands in the command menu."""
    open_: bool = False
    """Strangers may use it before they agree."""
    always: bool = False
    """It stays with someone whom the bot no longer serves."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a button does, and how each of its arguments is read."""

    run: Callable[..., None]
    reads: tuple[Reader, ...] = ()
    open_: bool = False
    always: bool = False
    is_final: bool = False
    """It takes something away; words mean it only while its message is the last, and not long."""
    is_yes: bool = False
    """It goes on with what was asked; "yes" means it under the same conditions."""
    if_said: str | None = None
    """It must be pressed; this other action answers whoever says "yes" in words instead."""
    is_no: bool = False
    """It leaves all as it is; "no" means it while its message is the last, and not long."""
    is_instead: bool = False
    """It changes the answer before, not the one that is asked for; "the last one" means it."""


AS_ASKED_FOR = 10_000
"""`Nudge.in_silence` of what the person wanted at just that time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Nudge:
    """A message that the bot sends by itself."""

    name: str
    compose: Callable[[Turn, date, timedelta], None]
    """Say it: the day it is about, and how late it is."""
    due: Callable[[Turn], datetime | None] | None = None
    """When it is due next, worked out anew from what is stored; None: somebody sets it."""
    asks_the_day: bool = False
    """It says nothing once its day is told."""
    comes_with_the_evening: bool = False
    """It may come as soon as the evening's question is answered."""
    asks_its_own: bool = False
    """It brings a question of its own; two on one evening are one too many."""
    many_a_day: bool = False
    """It may come several times a day, each at its own minute."""
    in_silence: int | None = 2
    """After how many unanswered evenings it still comes; None: it has a rule of its own."""
    ends_the_day: bool = False
    """It is due when its day ends, and moves with that."""
    is_always_sent: bool = False
    """It only tidies up, so neither lateness nor the day's end makes it pointless."""


@dataclass(frozen=True, slots=True)
class OptOut:
    """What the bot brings up by itself and can be told not to: its preference and its title."""

    name: str
    title: Text
    rests: bool = False
    """It is off while somebody's diary is lighter."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What an answer may have meant instead: how it is asked, and the button that takes it."""

    says: Text
    instead: Button


@dataclass(frozen=True, slots=True)
class Setting:
    """What a person sets by answering one question."""

    name: str
    ask: Callable[[Turn], Flow]
    put: Callable[[Turn, Value], Text]
    """Put the answer into effect, and say so."""
    label: Text | None = None
    """Its button in /settings, unless another screen leads to it."""
    shown: Callable[[Turn], Text] | None = None
    """Its line in /settings."""
    undo: Callable[[Turn], Button] | None = None
    """The button that leads back to how it is now, for below what is said of a change."""
    doubt: Callable[[Value], Doubt | None] | None = None
    """What is asked beside an answer that is taken as it is and may be a slip."""


@dataclass(frozen=True, slots=True)
class Switch:
    """What a person turns on or off."""

    name: str
    put: Callable[[Turn, bool], None]
    shown: Callable[[Turn], tuple[bool, Text]] | None = None
    """Whether it is on, and its button in /settings; None: it stands in /reminders."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """The last thing of one kind: when it was told, what it is, and how it is taken back."""

    at: datetime
    what: Callable[[], Text]
    take_back: Callable[[], None]
    made_of_many: bool = False
    """It came with others of the same instant, which go with it."""
    correct: Callable[[Correction], bool] | None = None
    """Puts it right by a number that is meant instead; tells whether it could."""
    correct_named: Callable[[Correction], bool] | None = None
    """Puts right what is named, of today, whenever it was told; tells whether it could."""


@dataclass(frozen=True, slots=True)
class Written:
    """Some words, the day they are about, when they were written, and what they are."""

    day: date
    at: datetime
    text: str
    for_therapy: bool = False
    kind: Text | None = None
    """None for a note, and for what was said with an answer."""
    media: tuple[NoteMedium, ...] = ()
    """What was sent with them, or without any words."""
    note: str = ""
    """The id of the note it is, if it is one."""
    is_damaged: bool = False
    """It is stored and does not open any more: nothing else is known of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Feature:
    """One thing a person can do."""

    name: str
    commands: tuple[Command, ...] = ()
    buttons: Mapping[str, Action] = field(default_factory=dict)
    dialogs: tuple[Dialog, ...] = ()
    nudges: tuple[Nudge, ...] = ()
    opt_outs: tuple[OptOut, ...] = ()
    settings: tuple[Setting, ...] = ()
    switches: tuple[Switch, ...] = ()
    attachments: Callable[[MakerDeps], Mapping[str, Maker]] = none
    """How what is made just before it is sent is made, by its kind."""
    entries: tuple[type[Content], ...] = ()
    """What is kept of it as an entry, kind by kind."""
    undo: tuple[Callable[[Turn], Undoable | None], ...] = ()
    written: tuple[Callable[[Turn, date, date], Iterable[Written]], ...] = ()
    edited: tuple[Callable[[Turn, int, str], bool], ...] = ()
    """Follow an edit of a message that something was kept from; tell whether it was one."""
    heard: tuple[Callable[[Turn, str], bool], ...] = ()
    """Answer words that no question took, that no button in sight says and that are no wish; tell
    whether they were understood. The first that does is the last, in the order of the features."""
    wishes: Mapping[str, Granted] = field(default_factory=dict)
    """What comes of a wish in words, by its name in conversations/wishes."""
    quiet_wishes: Mapping[str, Granted] = field(default_factory=dict)
    """The same of those after which no open question stands again: they wish for quiet or for
    help, or their answer waits for a button."""
