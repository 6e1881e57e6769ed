"""What own tracking announces: its commands, its buttons, its scripts."""

from bot.core.feature import Action, Command
from bot.features import mood as moments
from bot.features.check_in import morning
from bot.features.trackers import card as tracker_card
from bot.features.trackers import dialogs as tracker_script
from bot.features.trackers import factor_words as word_list
from bot.features.trackers import library as tracker_shelf
from bot.features.trackers import screens as trackers
from conversations.text import t

COMMANDS = (
    Command(
        "trackers", t("what I ask, and your own questions"), lambda turn, _: trackers.show(turn)
    ),
    *moments.COMMANDS,
)
KINDS = (
    moments.MOMENT,
    morning.MORNING,
    tracker_script.QUESTION,
    tracker_script.NAME,
    tracker_script.DAYS,
    word_list.WORD,
)
_id = (str,)
ACTIONS: dict[str, Action] = {
    **moments.ACTIONS,
    "trk": Action(lambda turn: trackers.show(turn, edit=True)),
    "trk.sleep": Action(trackers.toggle_sleep),
    "trk.early": Action(trackers.toggle_morning),
    "trk.list": Action(trackers.toggle_list, _id),
    "trk.ready": Action(tracker_shelf.show_ready),
    "trk.switch": Action(tracker_shelf.switch, _id),
    "trk.presets": Action(tracker_shelf.show_presets),
    "trk.preset": Action(tracker_shelf.show_preset, _id),
    "trk.apply": Action(tracker_shelf.apply, _id),
    "trk.own": Action(tracker_script.begin),
    "trk.one": Action(tracker_card.show_one, _id),
    "trk.up": Action(tracker_card.up, _id),
    "trk.down": Action(tracker_card.down, _id),
    "trk.rest": Action(tracker_card.rest, _id),
    "trk.part": Action(tracker_card.change_part, _id),
    "trk.name": Action(tracker_script.rename, _id),
    "trk.days": Action(tracker_script.change_days, _id),
    "trk.anew": Action(tracker_script.begin_anew, _id),
    "trk.del": Action(tracker_card.ask_to_delete, _id),
    "trk.keep": Action(tracker_card.retire, _id),
    "trk.erase": Action(tracker_card.erase, _id),
    "wrd": Action(word_list.show, _id),
    "wrd.one": Action(word_list.show_one, _id),
    "wrd.name": Action(word_list.rename, _id),
    "wrd.gone": Action(word_list.put_away, _id),
}
