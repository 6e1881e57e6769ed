"""The parts of the page that are lists: each is what it says, with the days it rests on."""

from bot.core.turn import Turn
from bot.features.plan import kept as plan
from bot.features.questionnaires import harm
from bot.features.report.data import ReportData
from bot.features.report.wording import QUOTED, Wording, quoted
from bot.features.sessions import agenda
from bot.features.trackers import active as active_trackers
from bot.features.week import own_rows
from charts.report.view import ReportList
from conversations.flows.plan import STEPS
from conversations.text import Text, joined, own, t, tn
from conversations.trackers import Question


def to_talk_about(turn: Turn, say: Wording) -> ReportList | None:
    """The open questions first, then what is marked for therapy; of each, the latest first."""
    asked, marked = agenda.questions(turn, QUOTED), agenda.marked(turn, QUOTED)
    lines = [
        t("{day}: {words}", day=own(say.day(one.day)), words=one.words) for one in asked[::-1]
    ]
    lines += [
        t("{day}: {words}", day=own(say.day(one.day)), words=one.words) for one in marked[::-1]
    ]
    return say.list(t("What I want to talk about"), lines)


def own_questions(turn: Turn, data: ReportData, say: Wording) -> ReportList | None:
    """Give what was told to questions of the person's own, none of them about harm."""

    def is_shown(question: Question) -> bool:
        return active_trackers.in_pictures(question) and not active_trackers.is_about_harm(
            question
        )

    told = own_rows.questions(turn, data.now, is_shown)
    return say.list(t("My own questions"), [one.sentence for one in told])


def what_helped(data: ReportData, say: Wording) -> ReportList | None:
    """Count what was ticked as having helped, of the days on which that was answered."""
    lines = [
        tn(
            "{word}: {k} of {n} day",
            "{word}: {k} of {n} days",
            data.helped_of,
            word=own(word),
            k=n,
        )
        for word, n in data.helped
    ]
    return say.list(
        t("What helped"), lines, note=t("As I checked it off. A pattern, not a cause.")
    )


def in_the_way(data: ReportData, say: Wording) -> ReportList | None:
    """Count what was part of lower days more often than of the others."""
    others = sum(day.mood is not None for day in data.now.days) - data.lower_days
    lines = [
        t(
            "{word}: on {n} of {lower} lower days, {m} of {others} others",
            word=own(one.word),
            n=one.lower,
            lower=data.lower_days,
            m=one.others,
            others=others,
        )
        for one in data.hindered
    ]
    return say.list(
        t("What got in the way"),
        lines,
        note=t(
            "More often on lower days (mood below {low}) than on others. "
            "It may not be the reason.",
            low=data.lower_below or 0,
        ),
    )


def won(data: ReportData, say: Wording) -> ReportList | None:
    """Give the wins, milestones first, the latest first."""
    ordered = sorted(data.wins, key=lambda win: (win.milestone, win.day), reverse=True)
    lines = [
        (t("{day}, a milestone: “{words}”") if win.milestone else t("{day}: “{words}”")).given(
            day=own(say.day(win.day)), words=quoted(win.text)
        )
        for win in ordered
    ]
    return say.list(t("Wins"), lines)


def medication(data: ReportData, say: Wording) -> ReportList | None:
    """Give the changes of medication, in the person's words."""
    lines = [
        t("{day}: “{words}”", day=own(say.day(one.day)), words=quoted(one.content.text))
        for one in reversed(data.medication)
    ]
    return say.list(t("Changes of medication"), lines)


def about_harm(
    turn: Turn, data: ReportData, ticked: frozenset[str], say: Wording
) -> ReportList | None:
    """Only what was ticked: the answer about harm, urges, the plan for hard days."""
    lines: list[Text] = []
    if "harm" in ticked:
        lines += harm.lately(turn, data.now.first, data.now.last)
    if "urges" in ticked:
        asked = own_rows.questions(turn, data.now, is_urge)
        lines += [one.sentence for one in asked]
    if "plan" in ticked:
        lines += _plan(turn)
    return say.list(t("The hard parts, because I chose to include them"), lines)


def is_urge(question: Question) -> bool:
    """Whether a question is about harm, and can be counted."""
    return question.kind != "text" and active_trackers.is_about_harm(question)


def _plan(turn: Turn) -> list[Text]:
    held = plan.read(turn)
    return [
        t("Plan, {step}: {words}", step=step.title, words=own(_in_a_row(found)))
        for step in STEPS
        if (found := [line.text for line in held.of(step)])
    ]


def _in_a_row(lines: list[str]) -> str:
    return quoted("; ".join(lines)).message


def has_plan(turn: Turn) -> bool:
    """Whether there is a plan that could be on the page."""
    return bool(plan.read(turn).lines)


def agreed(data: ReportData, say: Wording) -> tuple[str, ...]:
    """Say what was agreed on in a session last, and what was taken from it."""
    said = [
        (words, left)
        for words, left in (
            (t("Agreed on {day}: “{words}”"), data.agreed),
            (t("From the session on {day}: “{words}”"), data.taken),
        )
        if left is not None
    ]
    return tuple(
        say(words.given(day=own(say.day(left.day)), words=quoted(left.words)))
        for words, left in said
    )


def known(data: ReportData, say: Wording) -> str:
    """Say on how many days everything rests, before anything else."""
    parts = [
        tn(
            "{answered} of {n} day answered",
            "{answered} of {n} days answered",
            data.facts.days,
            answered=data.facts.answered,
        )
    ]
    if data.facts.sleep_n:
        parts.append(tn("{n} night", "{n} nights", data.facts.sleep_n))
    if data.since_session is not None:
        parts.append(t("since the last session"))
    return say(joined(parts, " · "))
