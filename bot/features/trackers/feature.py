"""`/trackers`: a person's own questions, ready-made ones, presets, and words to tick."""

from bot.core.callback_data import number
from bot.core.feature import Action, Command, CommandGroup, Feature, as_command
from bot.core.turn import Turn
from bot.features.trackers import card, dialogs, factor_words, factors, library, screens
from conversations.text import t


def all_trackers(turn: Turn) -> None:
    """Show the list in place of what was pressed."""
    screens.show(turn, edit=True)


_id = (str,)
BUTTONS = {
    "trk": Action(all_trackers),
    "trk.at": Action(screens.show_from, (number,)),
    "trk.add": Action(screens.show_ways_to_add),
    "trk.how": Action(screens.show_how),
    "trk.sleep": Action(screens.toggle_sleep),
    "trk.early": Action(screens.toggle_morning),
    "trk.list": Action(screens.toggle_list, _id),
    "trk.ready": Action(library.show_groups),
    "trk.group": Action(library.show_group, (int,)),
    "trk.switch": Action(library.switch, _id),
    "trk.presets": Action(library.show_presets),
    "trk.preset": Action(library.show_preset, _id),
    "trk.apply": Action(library.apply, _id),
    "trk.own": Action(dialogs.begin),
    "trk.one": Action(card.show_one, _id),
    "trk.more": Action(card.show_more, _id),
    "trk.up": Action(card.up, _id),
    "trk.down": Action(card.down, _id),
    "trk.rest": Action(card.rest, _id),
    "trk.part": Action(card.change_part, _id),
    "trk.pics": Action(card.toggle_pictures, _id),
    "trk.name": Action(dialogs.rename, _id),
    "trk.days": Action(dialogs.change_days, _id),
    "trk.anew": Action(dialogs.begin_anew, _id),
    "trk.del": Action(card.ask_to_delete, _id),
    "trk.keep": Action(card.retire, _id),
    "trk.erase": Action(card.erase, _id, is_final=True),
    "wrd": Action(factor_words.show, _id),
    "wrd.at": Action(factor_words.show, (str, number)),
    "wrd.one": Action(factor_words.show_one, _id),
    "wrd.name": Action(factor_words.rename, _id),
    "wrd.gone": Action(factor_words.put_away, _id, is_final=True),
}
FEATURE = Feature(
    name="trackers",
    commands=(
        Command(
            "trackers",
            t("what I ask, and your own questions"),
            screens.show,
            group=CommandGroup.WHAT_I_ASK,
        ),
    ),
    buttons=BUTTONS,
    dialogs=(dialogs.QUESTION, dialogs.NAME, dialogs.DAYS, factor_words.WORD),
    entries=(factors.WordContent,),
    wishes={"trackers": as_command(screens.show)},
)
