"""What is marked For therapy: journal notes and days, in one list."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot import buttons
from bot.outgoing import BLANK, Button
from bot.services import talking
from bot.services.registry import Action
from bot.services.talking import Kind
from bot.services.turn import Turn
from conversations.flows import session as flows
from conversations.formats.free_text import shortened
from conversations.session import Session
from conversations.text import Text, own, t
from storage import answers, check_ins, journal
from storage.journal import Note
from storage.talks import Talk

REACH = timedelta(days=180)
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Marked:
    """A day with the words that were marked; a day without words has only what was answered."""

    day: date
    words: Text


def marked(turn: Turn) -> list[Marked]:
    """List what is marked, oldest first."""
    notes = journal.marked(turn.tx, turn.user_id)
    found = [Marked(note.day, own(shortened(note.text, 300))) for note in notes]
    known = check_ins.between(turn.tx, turn.user_id, turn.today - REACH, turn.today)
    found += [Marked(day.day, _day(turn, day.day)) for day in known if day.for_therapy]
    return sorted(found, key=lambda entry: entry.day)


def _day(turn: Turn, day: date) -> Text:
    told = answers.of_day(turn.tx, turn.user_id, day)
    mood, note = (told[step].value if step in told else None for step in ("mood", "note"))
    said = t("the day, mood {mood} of 10", mood=mood) if isinstance(mood, int) else t("the day")
    if not note:
        return said
    return t("{day}: {note}", day=said, note=own(shortened(str(note), 300)))


def lines(turn: Turn) -> tuple[Text, ...]:
    """Say what is marked, a line each, the latest if there are many."""
    found = marked(turn)
    more = len(found) - SHOWN
    return (
        *((t("… and {n} earlier", n=more),) if more > 0 else ()),
        *(t("• {day}: {words}", day=e.day, words=e.words) for e in found[-SHOWN:]),
    )


def show(turn: Turn) -> None:
    """Show the list in a message of its own."""
    turn.ack()
    found = lines(turn)
    text = found or (t("Nothing is marked. Any note or day can be, with its button."),)
    rows = [(Button(t("Add something"), buttons.action("therapy.add")),)]
    if found:
        rows.append((Button(t("Clear the list"), buttons.action("therapy.clear")),))
    turn.say(t("For therapy"), BLANK, *text, rows=tuple(rows))


def clear(turn: Turn) -> None:
    """Take the marks away, as after a session; what was written stays."""
    for note in journal.marked(turn.tx, turn.user_id):
        journal.change(turn.tx, turn.user_id, note.id, for_therapy=False)
    for known in check_ins.between(turn.tx, turn.user_id, turn.today - REACH, turn.today):
        if known.for_therapy:
            check_ins.touch(turn.tx, turn.user_id, known.day, for_therapy=False)
    turn.edit(
        t("The list is clear. The notes themselves stay in your journal."),
        message_id=turn.message_id,
    )


def add(turn: Turn) -> None:
    """Ask for something to bring up."""
    turn.ack()
    turn.message_id = None
    talking.begin(turn, FOR_THERAPY)


def finish(turn: Turn, talk: Talk, session: Session) -> None:
    """Keep it as a marked note."""
    said = session.answers.get("text")
    if said is not None:
        note = Note(turn.tx.new_id(), turn.now, turn.today, str(said), for_therapy=True)
        journal.add(turn.tx, turn.user_id, note)
    turn.edit(
        t("Marked for therapy: “{words}”.", words=own(shortened(str(said), 200)))
        if said is not None
        else t("Nothing added."),
        rows=(
            (
                Button(t("Add another"), buttons.action("therapy.add")),
                Button(t("The list"), buttons.action("therapy.list")),
            ),
        ),
        talk=talk.id,
        message_id=turn.message_id,
    )


FOR_THERAPY = Kind("fortherapy", flow=lambda _turn, _talk: flows.for_therapy(), finish=finish)
ACTIONS = {
    "therapy.list": Action(show),
    "therapy.add": Action(add),
    "therapy.clear": Action(clear),
}
