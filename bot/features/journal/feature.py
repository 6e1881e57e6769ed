"""`/journal`: looking back at one's own words, and questions to write about."""

from bot.core.callback_data import day, number, read_instant
from bot.core.feature import Action, Command, CommandGroup, Feature, OptOut, as_command
from bot.features.journal import pages, prompts, search, shown
from conversations.text import t

FEATURE = Feature(
    name="journal",
    commands=(
        Command(
            "journal",
            t("look back at your notes"),
            search.look_back,
            daily=True,
            group=CommandGroup.LOOKING_BACK,
        ),
    ),
    buttons={
        "journal": Action(pages.older, (number,)),
        "journal.at": Action(pages.leaf, (str, day, number)),
        "journal.find": Action(search.find, (number, str)),
        "journal.whole": Action(shown.open_whole, (day, read_instant)),
        "seek": Action(search.seek, (str, day, number, str)),
        "prompt": Action(prompts.ask),
        "prompt.another": Action(prompts.another, (str,)),
    },
    dialogs=(prompts.PROMPTED,),
    wishes={"journal": as_command(search.look_back)},
    opt_outs=(OptOut("prompts", t("Questions to write about"), rests=True),),
)
