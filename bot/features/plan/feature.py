"""`/plan`: a plan for hard days, in the order of Stanley and Brown's Safety Planning Intervention.

Where it comes from, and what of it is known to help: docs/plan.md.
"""

from bot.core.feature import Action, Command, CommandGroup, Feature, OptOut, Undoable, as_command
from bot.core.turn import Turn
from bot.features.plan import dialogs, kept, offers, pinned, screens
from bot.features.plan.screens import read_step
from conversations.formats.free_text import shortened
from conversations.text import own, t


def last_line(turn: Turn) -> Undoable | None:
    """Find the line that was written last."""
    last = kept.last(turn)
    if last is None:
        return None

    def take_it_back() -> None:
        line = kept.remove(turn, last.id)
        pinned.follow(turn)
        if line is not None:
            turn.say(t("Removed from your plan: “{words}”.", words=own(line.text)))

    return Undoable(
        last.at,
        lambda: t("“{words}”", words=own(shortened(last.content.text, 200))),
        take_it_back,
    )


FEATURE = Feature(
    name="plan",
    commands=(
        Command(
            "plan",
            t("your plan for hard days, in your own words"),
            screens.show,
            daily=True,
            group=CommandGroup.THERAPY,
        ),
    ),
    buttons={
        "plan": Action(screens.show, always=True),
        "plan.write": Action(dialogs.write),
        "plan.stop": Action(dialogs.stop, (str,)),
        "plan.steps": Action(screens.show_steps),
        "plan.back": Action(screens.back),
        "plan.step": Action(screens.show_step, (read_step,)),
        "plan.add": Action(dialogs.add, (read_step,)),
        "plan.line": Action(screens.show_line, (str,)),
        "plan.change": Action(dialogs.change, (str,)),
        "plan.remove": Action(screens.remove, (str,), is_final=True),
        "plan.undo": Action(screens.put_back, (str,)),
        "plan.copy": Action(pinned.send, always=True),
        "plan.pin": Action(pinned.pin, (str,), always=True),
    },
    dialogs=(dialogs.PLAN, dialogs.LINE),
    opt_outs=(OptOut(offers.OPT_OUT, t("Offering a plan for hard days")),),
    entries=(kept.PlanContent, kept.PlanLineContent, kept.RemovedContent, pinned.PlanCopy),
    undo=(last_line,),
    quiet_wishes={"plan": as_command(screens.show)},
)
