"""One update being handled: who it is about, what may be used, and what is to be said.

Everything said is an outbox row in the same transaction as the answer it belongs to.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Self, TypedDict, Unpack
from zoneinfo import ZoneInfo

from bot import i18n, local_time
from bot.core import clocks
from bot.core.deps import Deps
from bot.outgoing import GOES_ON, Ack, Rows, keyboard, shorten
from conversations.parsing.tongue import Tongue
from conversations.text import Text
from storage import outbox, people
from storage.people import Person
from storage.store import Tx

# What goes before what in a chat: the way to help, answers, and what nobody asked for just now.
HELP, LIVE, NUDGE = -1, 0, 1
MESSAGE_LIMIT = 4000  # of Telegram's 4096, with a little room for a language of more words
Texts = tuple[Text, ...]


class How(TypedDict, total=False):
    """How something is sent; `outbox.Message` says what each means."""

    priority: int
    silent: bool
    unless: str | None
    expires_at: datetime | None


@dataclass(slots=True)
class Turn:
    """The handling of one update (or one nudge) inside one transaction."""

    tx: Tx
    deps: Deps
    chat_id: int
    user_id: int
    language: str
    person: Person | None = None
    message_id: int | None = None
    query_id: str | None = None
    typed: str | None = None  # the words that came, if it was words
    replies: list[outbox.Message] = field(default_factory=list)
    callback_answers: list[Ack] = field(default_factory=list)
    erased: bool = False
    skipped_nudges: list[str] = field(default_factory=list)  # why nudges were not wanted any more
    late: timedelta | None = None  # of the nudge that was due
    # Words came, or something longer was said: what follows comes below, as a new message.
    as_new_message: bool = False
    screen: int | None = None  # the message whose button was meant by words
    unsaid: Text | None = None  # the notice that a press of it would have brought
    _shrunk: set[int] = field(default_factory=set, repr=False)
    _today: tuple[Person, date] | None = field(default=None, repr=False)
    # The message whose words are being taken as an answer; editing it may edit what was kept.
    answer_message_id: int | None = None
    # The way to help was shown, so that what was written need not bring it up once more.
    help_shown: bool = False
    now: datetime = field(init=False)
    """The one instant at which all of this happens."""

    def __post_init__(self) -> None:
        self.now = self.tx.now

    @classmethod
    def of(cls, tx: Tx, deps: Deps, person: Person) -> Self:
        """Handle something for a person who is known: a nudge, a picture, a file."""
        return cls(tx, deps, person.chat_id, person.id, person.language, person)

    @property
    def known(self) -> Person:
        """The person, for use cases that only people who agreed can reach."""
        if self.person is None:
            raise LookupError("this needs a person who has agreed")
        return self.person

    @property
    def tongue(self) -> Tongue:
        """How the person types, and what a label looks like to them."""
        return i18n.tongue(self.language)

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone."""
        return local_time.zone((self.person or self.known).timezone)

    @property
    def today(self) -> date:
        """The day it is for the person, whose day may end at 04:00."""
        if self._today is None or self._today[0] is not self.person:
            person = self.known
            day = local_time.local_day(self.now, self.zone, person.day_ends_at)
            self._today = (person, day)
        return self._today[1]

    @property
    def yesterday(self) -> date:
        """The day before."""
        return self.today - timedelta(days=1)

    @property
    def first_day(self) -> date:
        """The day on which the person began."""
        return self.day_of(self.known.consented_at)

    @property
    def horizon(self) -> date:
        """The last day of which something can have been told: mostly today."""
        return clocks.horizon(self.known, self.today)

    def day_of(self, at: datetime) -> date:
        """Tell which day it was for the person at an instant, by the clock they had then."""
        return clocks.day_of(self.known, at)

    def end_of(self, day: date) -> datetime:
        """Find the instant at which a day ends for the person."""
        ends = local_time.slot_instant(day + timedelta(days=1), self.known.day_ends_at, self.zone)
        return ends or self.now + timedelta(hours=12)

    def change(self, **fields: object) -> None:
        """Change something about the person, here and on disk."""
        self.person = people.change(self.tx, self.user_id, **fields)

    def words(self, *texts: Text) -> str:
        """Say sentences in the person's language, cut to what a message can hold."""
        return shorten(i18n.join(texts, self.language, self.now.year), MESSAGE_LIMIT)

    def parameters(self, texts: tuple[Text, ...], rows: Rows) -> dict[str, object]:
        """Say the same as a message; a screen, which has buttons, begins with bold words."""
        said = i18n.formatted(texts, self.language, self.now.year)
        return (said.headed() if rows else said).cut(MESSAGE_LIMIT).parameters()

    def say(
        self,
        *texts: Text,
        rows: Rows = (),
        conversation: str | None = None,
        reply_markup: dict[str, object] | None = None,
        **how: Unpack[How],
    ) -> None:
        """Send a message; a `conversation` is shown in it from then on, edited in place."""
        markup = reply_markup or (self.keyboard(rows) if rows else None)
        payload: dict[str, object] = {"chat_id": self.chat_id, **self.parameters(texts, rows)}
        if markup is not None:
            payload["reply_markup"] = markup
        self.send("sendMessage", payload, conversation=conversation, **how)

    def edit(
        self,
        *texts: Text,
        rows: Rows = (),
        conversation: str | None = None,
        message_id: int | None = None,
        shown: int | None = None,
        **how: Unpack[How],
    ) -> None:
        """Change a message in place: the one with that id, or the conversation's own.

        `shown` is where the conversation knows its message to be; the sender need not look it up
        then, unless a newer one is still on its way. Where words stand below it
        (`as_new_message`), it is said below them instead, and the old one loses its buttons.
        """
        if self.as_new_message and message_id in (None, self.message_id):
            self.shrink(
                shown if message_id is None else self.screen, GOES_ON if conversation else None
            )
            self.say(*texts, rows=rows, conversation=conversation, **how)
            return
        if message_id is None and conversation is not None and shown is not None:
            on_its_way = outbox.is_on_its_way(self.tx, self.user_id, self.chat_id, conversation)
            message_id = None if on_its_way else shown
        self._put(message_id, texts, rows, conversation, how)

    def _put(
        self, at: int | None, texts: Texts, rows: Rows, conversation: str | None, how: How
    ) -> None:
        payload: dict[str, object] = {
            "chat_id": self.chat_id,
            **self.parameters(texts, rows),
            "reply_markup": self.keyboard(rows),
            **({"message_id": at} if at is not None else {}),
        }
        self.send("editMessageText", payload, conversation=conversation, **how)

    def shrink(self, message_id: int | None, line: Text | None = None) -> None:
        """Leave a line, or only the words without their buttons, where something stood, once."""
        if message_id is None or message_id in self._shrunk:
            return
        self._shrunk.add(message_id)
        if line is not None:
            self._put(message_id, (line,), (), None, {})
            return
        self.send("editMessageReplyMarkup", {"chat_id": self.chat_id, "message_id": message_id})

    def send(
        self,
        method: str,
        payload: dict[str, object],
        *,
        conversation: str | None = None,
        **how: Unpack[How],
    ) -> None:
        """Put one call of the Bot API into the outbox."""
        row = outbox.add(
            self.tx,
            chat_id=self.chat_id,
            user_id=self.user_id if self.person is not None else None,
            method=method,
            payload=payload,
            conversation=conversation,
            **how,
        )
        self.replies.append(row)

    def ack(self, text: Text | None = None, *, alert: bool = False) -> None:
        """Answer the press that is being handled; of one in words, remember what it would be."""
        if self.query_id is None:
            self.unsaid = text or self.unsaid
            return
        words = shorten(i18n.label(text, self.language, self.now.year), 200) if text else ""
        self.callback_answers.append(Ack(self.query_id, words, alert))
        self.query_id = None

    def keyboard(self, rows: Rows) -> dict[str, object]:
        """Write an inline keyboard."""
        language, year = self.language, self.now.year
        return keyboard(rows, partial(i18n.label, tag=language, this_year=year))
