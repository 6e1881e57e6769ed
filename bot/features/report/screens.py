"""`/report`: the page as a picture first, with ticks for every part; then the file.

Nothing is shared by itself: the file comes into this chat, and only the person sends it on.
"""

from datetime import date

from bot.core.attachments import Attachment
from bot.core.fields import Day
from bot.core.turn import Turn
from bot.features import days
from bot.features.report import parts
from conversations.text import t

KIND, PDF, FHIR = "report", "report.pdf", "report.fhir"
PAGE, WHAT, SPAN, WORDS = "page", "what", "span", "words"
SCREENS = frozenset({PAGE, WHAT, SPAN, WORDS})


class ReportAttachment(Attachment):
    """The page up to a day, as a picture with one of its screens of buttons, or as a file."""

    kind: str
    last: Day
    screen: str = PAGE
    at: int = 0
    said: parts.SpanSaid | None = None


def show(turn: Turn, argument: str = "") -> None:
    """Show the page in a message of its own, going back as far as was said if it can."""
    turn.ack()
    said = parts.choose_said(turn, argument) if argument.strip() else None
    ReportAttachment(kind=KIND, last=days.latest(turn), said=said).send(turn)


def see(turn: Turn, last: date, screen: str, at: int) -> None:
    """Show another screen, or another page, in place of this one."""
    ReportAttachment(kind=KIND, last=last, screen=screen, at=at).show(turn)


def tick(turn: Turn, last: date, name: str, at: int) -> None:
    """Put a part on the page, or take it off."""
    if name in parts.BY_NAME:
        parts.toggle(turn, name)
    see(turn, last, WHAT, at)


def look_back(turn: Turn, last: date, span: str) -> None:
    """Look back so far."""
    parts.choose_span(turn, span)
    see(turn, last, SPAN, 0)


def tick_note(turn: Turn, last: date, note_id: str, at: int) -> None:
    """Put a note of the journal on a further page, or take it off."""
    if parts.toggle_note(turn, note_id):
        see(turn, last, WORDS, at)
    else:
        turn.ack(t("That's as much as fits. You can leave another one off first."), alert=True)


def make(turn: Turn, last: date, *, kind: str) -> None:
    """Send the file; it is made just before it is sent."""
    turn.ack()
    ReportAttachment(kind=kind, last=last).send(turn, "sendDocument")


def read_screen(raw: str) -> str:
    """Read the name of a screen."""
    if raw not in SCREENS:
        raise ValueError(raw)
    return raw
