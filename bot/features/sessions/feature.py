"""`/session`: when therapy is, what to bring up, and what to take along."""

from datetime import time
from functools import partial

from bot.core.callback_data import number, switched
from bot.core.feature import Action, Command, CommandGroup, Feature, Nudge, as_command
from bot.features.sessions import (
    afterwards,
    agenda,
    agreed,
    changes,
    from_now_on,
    preparation,
    questions,
    screens,
    this_time,
    wishes,
)
from bot.features.sessions.calendar import ENDED, ON, RESTING, AppointmentContent
from conversations.text import t

_session = (str, changes.iso_day)
FEATURE = Feature(
    name="sessions",
    commands=(
        Command(
            "session",
            t("when therapy is, and what to bring up"),
            screens.show,
            group=CommandGroup.THERAPY,
        ),
    ),
    buttons={
        "session": Action(screens.back),
        "session.at": Action(screens.back, (number,)),
        "session.new": Action(screens.another),
        "session.time": Action(screens.show_times),
        "session.took": Action(afterwards.ask_what_was_taken),
        "session.skip": Action(changes.skip, _session),
        "session.unskip": Action(changes.unskip, _session),
        "session.move": Action(changes.move, _session),
        "session.to": Action(changes.move_to, (*_session, changes.from_planned_day)),
        "session.from": Action(
            from_now_on.put,
            (from_now_on.read_weekday, time.fromisoformat, from_now_on.read_rhythm),
        ),
        "session.back": Action(from_now_on.back, (str,)),
        "session.stay": Action(changes.leave),
        "session.rest": Action(partial(screens.set_state, state=RESTING)),
        "session.on": Action(partial(screens.set_state, state=ON)),
        "session.end": Action(partial(screens.set_state, state=ENDED), is_final=True),
        "session.again": Action(screens.again),
        "session.prepare": Action(preparation.show),
        "session.week": Action(preparation.picture),
        "session.off": Action(afterwards.did_not_happen, (str,)),
        "session.note": Action(afterwards.as_note, (str,)),
        "session.goal": Action(partial(agreed.make, once=False), (str,)),
        "session.once": Action(partial(agreed.make, once=True), (str,)),
        "therapy.list": Action(agenda.show),
        "therapy.at": Action(agenda.show_from, (number,)),
        "therapy.add": Action(questions.ask),
        "therapy.scale": Action(questions.add_from_scale, (str,)),
        "therapy.tick": Action(agenda.tick, (agenda.read_ref, switched)),
        "therapy.clear": Action(agenda.clear, is_final=True),
    },
    dialogs=(screens.PLAN, changes.MOVE, afterwards.TAKE_ALONG, questions.FOR_THERAPY),
    nudges=(
        Nudge(
            name=preparation.EVE,
            due=preparation.eve_due,
            compose=preparation.eve,
            comes_with_the_evening=True,
        ),
        Nudge(name=afterwards.AFTER, due=afterwards.after_due, compose=afterwards.after),
    ),
    entries=(AppointmentContent, preparation.SessionContent, questions.QuestionContent),
    undo=(questions.last_question,),
    written=(preparation.written, questions.written),
    heard=(from_now_on.heard, this_time.heard),
    wishes={
        "session": as_command(screens.show),
        "move_session": wishes.move,
        "skip_session": wishes.skip,
        "mood_or_time": this_time.mood_or_time,
    },
)
