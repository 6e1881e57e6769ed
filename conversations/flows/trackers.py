"""A question of a person's own, made in a short script; and single changes to one."""

from collections.abc import Sequence

from conversations.flow import Answers, Ask, Flow, Option
from conversations.formats import Bounds, Choice, FreeText, Labelled, OwnWords, Weekdays, bounds_of
from conversations.formats.weekdays import weekdays_of
from conversations.guards import Is
from conversations.text import Text, t
from conversations.trackers.question import (
    KINDS,
    MOST_LABEL,
    MOST_NUMBER,
    MOST_UNIT,
    OWN,
    Part,
    Question,
)

MOST_END = 30
DAILY, DAYS = "daily", "days"
EVENING: Part = "evening"
MORNING: Part = "morning"


def own_question() -> Flow:
    """Return the questions that make a new one."""
    return Flow(
        "question", (label_step(), _kind(), *_scale(), _unit(), *when_steps(), part_step())
    )


def rename() -> Flow:
    """Return the question for another name; what is asked stays the same."""
    return Flow("rename", (label_step(),))


def days() -> Flow:
    """Return the question on which days to ask."""
    return Flow("questiondays", when_steps())


def one_word() -> Flow:
    """Return the question for another way to say one of the own words."""
    ask = Ask(
        id="word",
        prompt=t("What would you like to call it instead?"),
        label=t("Word"),
        format=FreeText(MOST_LABEL, example=t("a walk"), one_line=True),
    )
    return Flow("word", (ask,))


def words_step(id: str, known: Sequence[str], chosen: Sequence[str]) -> Ask:
    """Ask which of the own words fit the day: what was part of it, or what helped."""
    helped = id == "helped"
    label = t("Helped") if helped else t("What happened")
    return Ask(
        id=id,
        prompt=t("Did anything help today?") if helped else t("What happened during the day?"),
        hint=t("Tap what fits, or type a word of your own. Then Save."),
        label=label,
        format=Labelled(OwnWords(tuple(known), tuple(chosen)), label),
    )


def wished(id: str, answers: Answers) -> Question:
    """Read a question off the answers, leaving out those that no longer apply."""
    flow = own_question()
    told = {step.id: answers.get(step.id) for step in flow.applicable(answers)}
    chosen = told.get("kind")
    kind = next((one for one in KINDS if one == chosen), KINDS[0])
    low, high = _ends(kind, told)
    return Question(
        id=id,
        label=str(told.get("label") or ""),
        kind=kind,
        minimum=low,
        maximum=high,
        low=str(told.get("low") or ""),
        high=str(told.get("high") or ""),
        unit=str(told.get("unit") or ""),
        days=chosen_days(told),
        part=MORNING if told.get("part") == MORNING else EVENING,
        source=OWN,
        own_label=True,
        own_words=True,
    )


def chosen_days(told: Answers) -> tuple[int, ...]:
    """Return the weekdays chosen; none where every day was."""
    found = weekdays_of(told.get("days")) if told.get("often") == DAYS else ()
    return () if len(found) == 7 else found


def _ends(kind: str, told: Answers) -> tuple[int | None, int | None]:
    if kind == "scale":
        return bounds_of(told.get("range")) or (1, 10)
    return (-MOST_NUMBER, MOST_NUMBER) if kind == "number" else (None, None)


def label_step() -> Ask:
    """Ask what the question is about."""
    return Ask(
        id="label",
        prompt=t("What would you like to track? A word or two is best."),
        hint=t("For example, “Cravings”, “Time outside” or “Called someone”."),
        label=t("Name"),
        format=FreeText(MOST_LABEL, example=t("Cravings"), one_line=True),
        optional=False,
    )


def _kind() -> Ask:
    choices = (
        Option("scale", t("A scale, such as 1 to 10")),
        Option("yes_no", t("Yes or no")),
        Option("number", t("A number, such as 3 cups")),
        Option("duration", t("A length of time")),
        Option("time", t("A time of day")),
        Option("text", t("A few words")),
    )
    return Ask(
        id="kind",
        prompt=t("How would you like to answer it?"),
        label=t("Kind of answer"),
        format=Choice(choices),
    )


def _scale() -> list[Ask]:
    def end(id: str, prompt: Text, label: Text, example: Text) -> Ask:
        return Ask(
            id=id,
            prompt=prompt,
            label=label,
            format=FreeText(MOST_END, example=example, one_line=True, may_speak_of_danger=True),
            when=Is("kind", "scale"),
        )

    return [
        Ask(
            id="range",
            prompt=t("From what number to what number?"),
            hint=t("You can also type it, such as 0-4."),
            # For translators: the lowest and the highest of a scale.
            label=t("Numbers"),
            format=Bounds(),
            when=Is("kind", "scale"),
        ),
        end("low", t("What does the lowest number mean?"), t("Lowest"), t("not at all")),
        end("high", t("And the highest?"), t("Highest"), t("very much")),
    ]


def _unit() -> Ask:
    return Ask(
        id="unit",
        prompt=t("What are you counting?"),
        hint=t("For example, “cups” or “pages”. You can skip this."),
        label=t("Unit"),
        format=FreeText(MOST_UNIT, example=t("cups"), one_line=True),
        when=Is("kind", "number"),
    )


def when_steps() -> tuple[Ask, ...]:
    """Ask on which days it is asked."""
    often = (Option(DAILY, t("Every day")), Option(DAYS, t("On certain days")))
    return (
        Ask(
            id="often",
            prompt=t("Which days should I ask?"),
            label=t("How often"),
            format=Choice(often, per_row=2),
        ),
        Ask(
            id="days",
            prompt=t("Which ones?"),
            label=t("Days"),
            format=Weekdays(),
            when=Is("often", DAYS),
        ),
    )


def part_step() -> Ask:
    """Ask whether it belongs to the morning or to the evening."""
    parts = (Option(EVENING, t("In the evening")), Option(MORNING, t("In the morning")))
    return Ask(
        id="part",
        prompt=t("What time of day?"),
        label=t("Time of day"),
        format=Choice(parts, per_row=2),
    )
