"""The page as it is drawn: each part where it was ticked and has something to say."""

from dataclasses import replace

from bot import i18n
from bot.core.turn import Turn
from bot.features.report import chart, goals, pages, questions, scales, sections
from bot.features.report.data import ReportData
from bot.features.report.wording import Wording
from bot.local_forms import reads_right_to_left
from bot.places import paper
from charts.report.view import ReportList, ReportView
from conversations.text import Text, joined, t

NO_YEAR = 1
"""No day is of this one, so that every date is written with its own."""
SOURCE = t("My own answers, kept with Small Steps. Nobody watches this diary.")
USUAL = t("My usual range is the middle half of the four weeks before.")
LIMITS = t("Not a diagnosis. “…”: longer in the app.")


def view(turn: Turn, data: ReportData, ticked: frozenset[str]) -> ReportView:
    """Put the page together."""
    say = Wording(turn.language, turn.today.year)
    if "medication" not in ticked:
        data = replace(data, medication=())

    def on(name: str, part: ReportList | None) -> ReportList | None:
        return part if name in ticked else None

    return ReportView(
        title=say(t("For my session")),
        period=period(turn, data),
        known=sections.known(data, say),
        name=say(t("Name")),
        paper=paper.of_zone(turn.known.timezone),
        language=i18n.spoken(turn.language),
        right_to_left=reads_right_to_left(i18n.spoken(turn.language)),
        made=turn.now,
        agenda=on("agenda", sections.to_talk_about(turn, say)),
        scales=scales.table(data, ticked, say) if "scales" in ticked else None,
        days=chart.chart(turn, data, ticked, say) if "days" in ticked else None,
        nights=pages.weeks_of_nights(data, say) if "nights" in ticked else None,
        goals=goals.table(turn, data, say) if "goals" in ticked else None,
        agreed=sections.agreed(data, say) if "goals" in ticked else (),
        own=on("own", sections.own_questions(turn, data, say)),
        helped=on("helped", sections.what_helped(data, say)),
        hindered=on("helped", sections.in_the_way(data, say)),
        wins=on("wins", sections.won(data, say)),
        medication=on("medication", sections.medication(data, say)),
        harm=sections.about_harm(turn, data, ticked, say),
        questions=on("questions", questions.to_end_with(turn, data, ticked, say)),
        method=say(_method(data)),
        journal=pages.of_journal(data, say),
        diary=pages.sleep_diary(data, say) if "diary" in ticked else None,
        card=pages.diary_card(turn, data, say) if "card" in ticked else (),
    )


def _method(data: ReportData) -> Text:
    usual = [USUAL] if data.usual is not None or data.usual_night is not None else []
    return joined([SOURCE, *usual, LIMITS], " ")


def period(turn: Turn, data: ReportData) -> str:
    """Write the first and the last day, with the year."""
    return Wording(turn.language, NO_YEAR).span(data.now.first, data.now.last)
