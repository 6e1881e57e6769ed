"""The first minute: what this is, consent, and the few choices that start it."""

from datetime import time, timedelta

from bot.core import callback_data, dialogs, schedule
from bot.core.dialog import Dialog
from bot.core.feature import Action, Command, CommandGroup, Feature
from bot.core.turn import Turn
from bot.features import what_comes
from bot.features.goals import dialogs as goal_dialogs
from bot.features.timezone import ask as timezone
from bot.outgoing import BLANK, Button, Rows
from conversations.events import Opened
from conversations.flow import Flow, Value
from conversations.flows.onboarding import onboarding
from conversations.formats import WishedTime
from conversations.parsing.clean import as_label
from conversations.parsing.yes_and_no import may_agree, says_no
from conversations.session import Session
from conversations.text import t
from storage import conversations, people
from storage.conversations import Conversation
from storage.people import Person

CONSENT_VERSION = "1"
# A first minute that was broken off goes on with /start for a day.
ONBOARDING_WAITS = timedelta(days=1)
EVENING, MORNING, DAY_ENDS = time(21), time(8), time(4)

WHAT_IT_IS = t(
    "Hello. I'm Small Steps, a diary for people in therapy or treatment. Each evening I "
    "ask about your mood, your sleep and your goals. It takes a few taps. Before a "
    "session, /week draws a picture of your week."
)
WHAT_IT_STORES = t(
    "I store what you tell me, encrypted, on the computer of whoever runs this bot. "
    "Telegram chats with bots are not end-to-end encrypted, so Telegram and whoever runs "
    "this bot could read them. /export gives you everything, and /delete erases everything."
)
NOT_AN_EMERGENCY_SERVICE = t(
    "Nobody watches this chat, and I'm not an emergency service. I can't tell how you are, "
    "and I can't call anyone. /support shows help lines at any time."
)
ASK_CONSENT = t(
    "May I store what you tell me about your mood, sleep and goals, so that you can look "
    "back on it? You can change your mind at any time with /delete."
)
INVITATION = t(
    "I'm Small Steps, a diary. /start tells you what I do, and /privacy what I keep. Until "
    "you agree, I keep nothing. May I store what you tell me about your mood, sleep and "
    "goals?"
)
NOTHING_YET = t("Until you agree, I don't keep anything you write.")
AFTER_HELP = t("I haven't kept any of this. /start is here whenever you'd like to know what I do.")
YES_OR_NO = t(
    "Please tap Yes or No, so that I don't get it wrong. Until you agree, I don't keep anything "
    "you write. May I store what you tell me about your mood, sleep and goals?"
)
DECLINED = t("That's fine. Nothing was stored. /start is here whenever you like.")


def start(turn: Turn, _argument: str = "") -> None:
    """Greet: a stranger is told what this is and asked; someone known keeps all they have."""
    if turn.person is None:
        introduce(turn)
        return
    waiting = conversations.latest(turn.tx, turn.user_id, turn.now - ONBOARDING_WAITS)
    if waiting is not None and waiting.flow == ONBOARDING.name:
        turn.message_id = None
        dialogs.feed(turn, ONBOARDING, waiting, Opened(), fresh=True)
        return
    turn.say(
        t("Good to hear from you again. Everything you told me is still here."),
        t("/checkin asks about today, /week draws your week, and /help lists the rest."),
    )


def introduce(turn: Turn) -> None:
    """Say what it does, what it stores and what it is not, and ask for consent."""
    if turn.help_shown:
        invite(turn)
        return
    turn.say(WHAT_IT_IS)
    turn.say(WHAT_IT_STORES, BLANK, NOT_AN_EMERGENCY_SERVICE)
    turn.say(ASK_CONSENT, rows=_choice())


def invite(turn: Turn) -> None:
    """Answer anything else a stranger does in a line, and ask for consent.

    Below numbers to call nobody is asked for anything.
    """
    if turn.help_shown:
        turn.say(AFTER_HELP, silent=True)
    else:
        turn.say(INVITATION, rows=_choice())


def ask(turn: Turn) -> None:
    """Ask for consent below the answer to a question about what this is."""
    turn.say(NOTHING_YET, ASK_CONSENT, rows=_choice())


def _choice() -> Rows:
    return (
        (
            Button(
                t("Yes, let's begin"),
                callback_data.action("consent", CONSENT_VERSION),
                primary=True,
            ),
            Button(t("No, thanks"), callback_data.action("decline")),
        ),
    )


def answered(turn: Turn, text: str) -> bool:
    """Take a yes in words, the whole label or what is before its comma, or any no."""
    said = _bare(text)
    yes, no = (_forms(turn.words(button.label)) for button in _choice()[0])
    if said in yes:
        turn.message_id = None  # that is the person's own message
        consent(turn, int(CONSENT_VERSION))
        return True
    if said in no or says_no(text, turn.tongue.words):
        turn.say(DECLINED)
        return True
    if may_agree(text, turn.tongue.words):
        # Nothing is known of a stranger, not even whether an "ok" answers the question.
        turn.say(YES_OR_NO, rows=_choice())
        return True
    return False


def _forms(label: str) -> set[str]:
    return {_bare(label), _bare(label.partition(",")[0])}


def _bare(text: str) -> str:
    # Somebody who types "yes lets begin" has agreed, and "no thanks" is a no.
    return " ".join(as_label(text).replace("'", "").replace(",", " ").split())


def consent(turn: Turn, _version: int) -> None:
    """Begin: from here on, and not before, something is stored."""
    if turn.person is not None:
        turn.ack(t("You've already agreed."))
        return
    people.add(
        turn.tx,
        Person(
            id=turn.user_id,
            chat_id=turn.chat_id,
            language=turn.language,
            timezone="UTC",
            day_ends_at=DAY_ENDS,
            consent_version=CONSENT_VERSION,
            consented_at=turn.now,
            created_at=turn.now,
        ),
    )
    turn.person = people.get(turn.tx, turn.user_id)
    schedule.wish(turn, "evening", WishedTime(EVENING))
    schedule.wish(turn, "morning", WishedTime(MORNING))
    if turn.message_id is not None:
        turn.edit(
            t("Thank you. Now a few questions. You can skip any of them."),
            message_id=turn.message_id,
        )
    turn.message_id = None
    dialogs.begin(turn, ONBOARDING)


def decline(turn: Turn) -> None:
    """Take a no for an answer, and keep nothing."""
    turn.ack()
    turn.edit(DECLINED, message_id=turn.message_id)


def flow(turn: Turn, _conversation: Conversation) -> Flow:
    """Compose the few first questions."""
    return onboarding(search=timezone.search(turn))


def keep(turn: Turn, _conversation: Conversation, step: str, value: Value | None) -> None:
    """Put each choice into effect at once; a skipped one keeps its default."""
    if value is None:
        return
    match step:
        case "zone":
            schedule.settle(turn, str(value))
        case "evening" | "morning":
            schedule.wish(turn, step, WishedTime.read(str(value)))
        case _:
            pass


def finish(turn: Turn, conversation: Conversation, session: Session) -> None:
    """Say what was arranged, and offer the first check-in or the first goal."""
    wish = session.answers.get("wish")
    has_named_mornings = session.answers.get("morning") is not None
    what_comes.show(turn, conversation.id, has_goal=bool(wish), of_mornings=has_named_mornings)
    if wish:
        turn.message_id = None
        goal_dialogs.begin(turn, title=str(wish), first=True)


ONBOARDING = Dialog("onboarding", flow=flow, finish=finish, keep=keep, frame=timezone.frame)
FEATURE = Feature(
    name="onboarding",
    commands=(
        Command(
            "start",
            t("get started, or see that it's all still here"),
            start,
            open_=True,
            group=CommandGroup.YOURS,
        ),
    ),
    buttons={
        "consent": Action(consent, (int,), open_=True),
        "decline": Action(decline, open_=True),
        "first.morning": Action(what_comes.take_morning, (WishedTime.read,)),
    },
    dialogs=(ONBOARDING,),
)
