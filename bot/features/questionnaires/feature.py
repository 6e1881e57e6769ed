"""`/scales`: short published questionnaires, as published."""

from bot.core.feature import Action, Command, CommandGroup, Feature, OptOut, as_command
from bot.core.turn import Turn
from bot.features.questionnaires import chooser, dialog, expected, half_done, results, screens
from conversations.text import t


def all_scales(turn: Turn) -> None:
    """Show the list in place of what was pressed."""
    chooser.show(turn, edit=True)


FEATURE = Feature(
    name="questionnaires",
    commands=(
        Command(
            "scales",
            t("short published questionnaires, such as WHO-5"),
            chooser.show,
            group=CommandGroup.WHAT_I_ASK,
        ),
    ),
    entries=(results.ScaleContent, half_done.OpenScaleContent),
    buttons={
        "scales": Action(all_scales),
        "scale.group": Action(chooser.show_group, (str,)),
        "scale.one": Action(screens.show_one, (str,)),
        "scale.go": Action(screens.go, (str,)),
        "scale.anyway": Action(screens.anyway, (str,)),
        "scale.stop": Action(dialog.stop, (str,)),
        "scale.drop": Action(screens.drop, (str,), is_final=True),
        "scale.about": Action(screens.about, (str,)),
        "scale.by": Action(expected.choose, (str, int)),
        "scale.every": Action(screens.every, (str, int)),
        "scale.undo": Action(screens.take_back, (str,), is_final=True),
        "scale.later": Action(screens.later, (str,)),
        "scale.never": Action(screens.never, (str,)),
    },
    dialogs=(dialog.SCALE,),
    opt_outs=(OptOut(expected.SWITCH, t("When you would expect a change")),),
    undo=(results.last_result,),
    wishes={"scales": as_command(chooser.show)},
)
