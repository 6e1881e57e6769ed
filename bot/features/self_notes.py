"""Words to come back to: notes to oneself, and the reward promised for a goal.

Tracking that lasts is positive and follows the person's own goals (PMC11979477).

Entries: "note to self" (text, when: "hard" or "day", returned: days), on its day where it has one;
"reward" (goal, text, taken).
"""

from datetime import date, timedelta
from typing import Any

from bot.core import callback_data as buttons
from bot.core import dialog as talking
from bot.core import schedule as reminding
from bot.core.dialog import Kind
from bot.core.feature import Action
from bot.core.planning import SELF_NOTE
from bot.core.turn import NUDGE, Turn
from bot.features.settings import opt_outs as calm
from bot.outgoing import BLANK, Button, Rows
from conversations.flow import Flow
from conversations.flows import keepsake
from conversations.formats import until_date
from conversations.formats.free_text import shortened
from conversations.session import Session
from conversations.text import Text, own, t
from storage import answers, entries, goals, nudges
from storage.entries import Entry
from storage.goals import Goal
from storage.talks import Talk

REWARD = "reward"
HARD = 2
"""The mood up to which a day is a hard one, of 10."""
SHOWN = 10


def write(turn: Turn) -> None:
    """Ask for a note to oneself."""
    turn.ack()
    turn.message_id = None
    talking.begin(turn, SELF)


def show_notes(turn: Turn) -> None:
    """List the notes to oneself, with when each comes back."""
    notes = entries.of_kind(turn.tx, turn.user_id, SELF_NOTE)[-SHOWN:]
    new = (Button(t("Write one"), buttons.action("self.write")),)
    listed = [
        t("{n}. {when}: “{text}”", n=n, when=_when(turn, entry), text=own(entry.content["text"]))
        for n, entry in enumerate(notes, 1)
    ]
    text = listed or [t("No notes to yourself yet. One can wait for a hard day.")]
    away = tuple(
        Button(t("Remove {n}", n=n), buttons.action("self.remove", entry.id))
        for n, entry in enumerate(notes, 1)
    )
    rows = tuple(away[start : start + 3] for start in range(0, len(away), 3))
    turn.ack()
    turn.say(t("Notes to yourself"), BLANK, *text, rows=(new, *rows))


def _when(turn: Turn, entry: Entry) -> Text:
    if entry.content["when"] == "hard":
        return t("for a hard day")
    return t("{day}", day=entry.day) if entry.day >= turn.today else t("came {day}", day=entry.day)


def remove(turn: Turn, entry_id: str) -> None:
    """Take a note to oneself back."""
    known = entries.get(turn.tx, turn.user_id, entry_id)
    if known is None or known.kind != SELF_NOTE:
        turn.ack(t("That note is already gone."))
        return
    entries.remove(turn.tx, turn.user_id, entry_id)
    reminding.replan(turn)
    turn.edit(
        t("Taken back: “{words}”.", words=own(shortened(known.content["text"], 200))),
        rows=((Button(t("Notes to myself"), buttons.action("self")),),),
        message_id=turn.message_id,
    )


def bring(turn: Turn, day: date, late: timedelta) -> None:  # noqa: ARG001 - the shape of a nudge
    """Give back the notes that were kept for this day."""
    for entry in entries.between(turn.tx, turn.user_id, SELF_NOTE, day, day):
        if entry.content["when"] == "day":
            _give_back(turn, entry, day, t("You wrote this to yourself, for today:"))


def after_hard_day(turn: Turn, day: date) -> None:
    """On a hard day give back one note that was kept for such days; the longest unseen first."""
    mood = answers.of_day(turn.tx, turn.user_id, day).get("mood")
    if mood is None or not isinstance(mood.value, int) or mood.value > HARD:
        return
    kept = [
        entry
        for entry in entries.of_kind(turn.tx, turn.user_id, SELF_NOTE)
        if entry.content["when"] == "hard"
    ]
    if not kept or not calm.wanted(turn, "hardday"):
        return
    if nudges.claim(turn.tx, turn.user_id, "hardday", day):
        entry = min(kept, key=lambda e: (e.content["returned"] or [""])[-1])
        _give_back(turn, entry, day, t("You once wrote this for a day like today:"))


def _give_back(turn: Turn, entry: Entry, day: date, words: Text) -> None:
    returned = [*entry.content["returned"], day.isoformat()]
    entries.change(turn.tx, turn.user_id, entry.id, returned=returned)
    turn.say(
        words,
        t("“{text}”", text=own(entry.content["text"])),
        rows=((Button(t("Notes to myself"), buttons.action("self")),),),
        silent=True,
        priority=NUDGE,
    )


def _finish_note(turn: Turn, talk: Talk, session: Session) -> None:
    when = session.answers.get("when")
    day = until_date(when)
    content: dict[str, Any] = {
        "text": str(session.answers["text"]),
        "when": "day" if day else "hard",
        "returned": [],
    }
    entries.add(turn.tx, turn.user_id, SELF_NOTE, day or turn.today, content)
    reminding.replan(turn)
    turn.edit(
        t("Kept. It comes back to you on {day}.", day=day)
        if day
        else t("Kept. It comes back to you after a hard day."),
        rows=((Button(t("Notes to myself"), buttons.action("self")),),),
        talk=talk.id,
        message_id=turn.message_id,
    )


def reward_of(turn: Turn, goal: Goal) -> Entry | None:
    """Find the reward promised for a goal, the latest if there were several."""
    found = entries.of_kind(turn.tx, turn.user_id, REWARD)
    return next((e for e in reversed(found) if e.content["goal"] == goal.number), None)


def reward_lines(turn: Turn, goal: Goal) -> tuple[Text, ...]:
    """Say what was promised."""
    promised = reward_of(turn, goal)
    return (t("Your reward: {text}", text=own(promised.content["text"])),) if promised else ()


def offer_reward(turn: Turn, goal: Goal) -> tuple[tuple[Text, ...], Rows]:
    """When a goal is reached, remind of what was promised, in the person's own words."""
    promised = reward_of(turn, goal)
    if goal.status != "reached" or promised is None or promised.content["taken"]:
        return (), ()
    said = (
        BLANK,
        t("You promised yourself: “{text}”.", text=own(promised.content["text"])),
        t("Now is a good time for it."),
    )
    return said, ((Button(t("I treated myself"), buttons.action("reward", promised.id)),),)


def take_reward(turn: Turn, entry_id: str) -> None:
    """Note that the promise was kept."""
    known = entries.get(turn.tx, turn.user_id, entry_id)
    if known is None or known.kind != REWARD:
        turn.ack(t("That reward is no longer there."))
        return
    entries.change(turn.tx, turn.user_id, entry_id, taken=turn.today.isoformat())
    turn.edit(
        t("“{text}”: a promise kept.", text=own(known.content["text"])),
        rows=((Button(t("All goals"), buttons.action("goals")),),),
        message_id=turn.message_id,
    )


def ask_reward(turn: Turn, number: int) -> None:
    """Ask what the person promises themselves for a goal."""
    if goals.get(turn.tx, turn.user_id, number) is not None:
        turn.ack()
        talking.begin(turn, PROMISE, about={"goal": number})


def _reward_flow(turn: Turn, talk: Talk) -> Flow:
    goal = goals.get(turn.tx, turn.user_id, talk.state["about"]["goal"])
    return keepsake.reward(goal.title if goal else "…")


def _promised(turn: Turn, talk: Talk, session: Session) -> None:
    text = session.answers.get("text")
    number = talk.state["about"]["goal"]
    if text is not None:
        content = {"goal": number, "text": str(text), "taken": None}
        entries.add(turn.tx, turn.user_id, REWARD, turn.today, content)
    turn.edit(
        t("A promise to yourself: “{text}”.", text=own(str(text)))
        if text is not None
        else t("No reward, then."),
        rows=((Button(t("‹ Back"), buttons.action("goal", str(number))),),),
        talk=talk.id,
        message_id=turn.message_id,
    )


SELF = Kind(
    "selfnote", flow=lambda turn, _: keepsake.note_to_self(today=turn.today), finish=_finish_note
)
PROMISE = Kind("reward", flow=_reward_flow, finish=_promised)
ACTIONS = {
    "self": Action(show_notes),
    "self.write": Action(write),
    "self.remove": Action(remove, (str,)),
    "goal.reward": Action(ask_reward, (int,)),
    "reward": Action(take_reward, (str,)),
}
