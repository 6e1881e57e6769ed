"""`/plan`: the plan as it stands, and each step and line of it to change."""

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features.plan import kept, pinned, view
from bot.features.plan.kept import PlanLine, SafetyPlan
from bot.outgoing import BLANK, Button, Rows
from conversations.flows.plan import BY_ID, ROOM, STEPS, PlanStep
from conversations.formats.free_text import shortened
from conversations.text import Text, own, quoted, t

GONE = t("That line is already gone.")


def show(turn: Turn, argument: str = "") -> None:
    """Show the plan in a new message; before it is begun, say what it is."""
    turn.ack()
    if words := argument.strip():
        said = own(shortened(words, 200))
        turn.say(
            t("I didn't add “{words}”. Please choose the step it belongs to first.", words=said)
        )
    plan = kept.read(turn)
    if not plan.is_begun:
        _introduce(turn)
        return
    stale = pinned.old(turn)
    turn.say(
        *view.overview(plan, *stale),
        rows=view.overview_rows(plan, is_old=bool(stale)),
    )


def _introduce(turn: Turn) -> None:
    begin = Button(t("Begin"), callback_data.action("plan.write"), primary=True)
    turn.say(
        t("A plan for hard days, in your own words"),
        BLANK,
        t(
            "Seven short steps: how you can tell that a bad time is coming, what helps, "
            "who you can call. Write it on a quieter day, and it's there when it's hard to "
            "think."
        ),
        t("It's best made with your therapist. You can also start on your own."),
        quoted(
            t(
                "A step can have several lines. Send them one by one or all together. You "
                "can skip a step, stop at any time, and change any line later. I show it "
                "only to you."
            )
        ),
        rows=((begin,), (view.SUPPORT,)),
    )


def show_steps(turn: Turn) -> None:
    """List the steps, each of which opens."""
    turn.ack()
    plan = kept.read(turn)
    rows = tuple(
        (Button(_named(plan, step), callback_data.action("plan.step", step.id)),) for step in STEPS
    )
    done = Button(t("Done"), callback_data.action("plan.back"))
    turn.edit(
        t("Which step would you like to change?"),
        rows=(*rows, (done,)),
        message_id=turn.message_id,
    )


def _named(plan: SafetyPlan, step: PlanStep) -> Text:
    count = len(plan.of(step))
    return t("{step} ({n})", step=step.title, n=count) if count else step.title


def back(turn: Turn) -> None:
    """Show the plan again in the place of what was changed."""
    turn.ack()
    plan = kept.read(turn)
    stale = pinned.old(turn)
    turn.edit(
        *view.overview(plan, *stale),
        rows=view.overview_rows(plan, is_old=bool(stale)),
        message_id=turn.message_id,
    )


def show_step(turn: Turn, step: str) -> None:
    """Open a step: its lines as buttons, and room for more."""
    turn.ack()
    put_step(turn, BY_ID[step])


def put_step(
    turn: Turn,
    step: PlanStep,
    *notes: Text,
    undo: str | None = None,
    conversation: str | None = None,
) -> None:
    """Put a step into the message, with what has just been done to it above."""
    lines, more = view.fitting(kept.read(turn).of(step), ROOM)
    said = tuple(map(view.bullet, lines)) or (t("Nothing here yet."),)
    hidden = (t("{n} more don't fit here. You'll see them when there's room.", n=more),)
    stale = pinned.old(turn)
    turn.edit(
        *((*notes, BLANK) if notes else ()),
        step.title,
        *said,
        *(hidden if more else ()),
        *((BLANK, *stale) if stale else ()),
        rows=_step_rows(step, lines, undo, is_old=bool(stale)),
        conversation=conversation,
        message_id=turn.message_id,
    )


def _step_rows(
    step: PlanStep, lines: tuple[PlanLine, ...], undo: str | None, *, is_old: bool
) -> Rows:
    back = Button(t("Undo"), callback_data.action("plan.undo", undo)) if undo else None
    new = Button(t("A new copy to pin"), callback_data.action("plan.copy"))
    return (
        *(((back,),) if back else ()),
        *((_opens(line),) for line in lines),
        (
            Button(t("Add a line"), callback_data.action("plan.add", step.id)),
            Button(t("All steps"), callback_data.action("plan.steps")),
        ),
        *(((new,),) if is_old else ()),
    )


def _opens(line: PlanLine) -> Button:
    return Button(own(shortened(line.text, 50)), callback_data.action("plan.line", line.id))


def show_line(turn: Turn, line_id: str) -> None:
    """Open one line: change it or take it out."""
    line = kept.line(turn, line_id)
    if line is None:
        turn.ack(GONE)
        return
    turn.ack()
    turn.edit(
        line.step.title,
        view.bullet(line),
        rows=(
            (
                Button(t("Change"), callback_data.action("plan.change", line.id)),
                Button(t("Remove"), callback_data.action("plan.remove", line.id)),
            ),
            (Button(t("‹ Back"), callback_data.action("plan.step", line.step.id)),),
        ),
        message_id=turn.message_id,
    )


def remove(turn: Turn, line_id: str) -> None:
    """Take a line out; Undo puts it back."""
    line = kept.remove(turn, line_id)
    if line is None:
        turn.ack(GONE)
        return
    turn.ack()
    pinned.follow(turn)
    put_step(turn, line.step, t("Removed: “{words}”.", words=own(line.text)), undo=line.id)


def put_back(turn: Turn, line_id: str) -> None:
    """Put a line back that was taken out within a day."""
    line = kept.put_back(turn, line_id)
    if line is None:
        turn.ack(t("That line can't be put back anymore, or it's already there."))
        return
    turn.ack()
    pinned.follow(turn)
    put_step(turn, line.step, t("It's back: “{words}”.", words=own(line.text)))


def read_step(raw: str) -> str:
    """Read the id of a step; raise ValueError for any other word."""
    if raw not in BY_ID:
        raise ValueError(raw)
    return raw
