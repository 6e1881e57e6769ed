"""The page as a picture, with the buttons below it; loaded for whoever looks at one."""

from collections.abc import Sequence
from datetime import date

from bot import i18n
from bot.core import callback_data
from bot.core.attachments import Drawing
from bot.core.paging import list_page
from bot.core.turn import Turn
from bot.features import media_words
from bot.features.report import data as report_data
from bot.features.report import parts, sections
from bot.features.report import view as report_view
from bot.features.report.data import ReportData
from bot.features.report.parts import ReportPart
from bot.features.report.screens import (
    FHIR,
    PAGE,
    PDF,
    SPAN,
    WHAT,
    WORDS,
    ReportAttachment,
)
from bot.features.trackers import active as active_trackers
from bot.outgoing import Button, Formatted, Rows
from charts.report.view import ReportPreview, ReportView
from conversations.formats.free_text import shortened
from conversations.text import Text, own, strong, t
from storage import notes
from storage.notes import Note

EACH = 5  # parts on a screen; with the buttons around them, eight
QUOTED = 20  # with the day, as much as fits on one line of a button
LIMIT = 1000  # of the 1024 characters that a caption may have
NOT_DRAWN = t(
    "I couldn't draw the page this time. Everything you told me is safe. Please try again later."
)


def look(turn: Turn, wanted: object) -> Drawing:
    """Read what the page shows, with the buttons below it."""
    asked = ReportAttachment.model_validate(wanted)
    found = report_data.read(turn, parts.span(turn), asked.last)
    shown = report_view.view(turn, found, parts.wanted(turn))
    about_span = parts.about_span(turn, asked.said) if asked.screen == PAGE else ()
    return Drawing(
        ReportPreview(shown, asked.at if asked.screen == PAGE else 0),
        f"report-{asked.last.isoformat()}.png",
        _formatted(turn, *_caption(shown, asked.screen, about_span)).cut(LIMIT),
        turn.keyboard(_rows(turn, found, shown, asked)),
        _formatted(turn, NOT_DRAWN),
    )


def _formatted(turn: Turn, *said: Text) -> Formatted:
    return i18n.formatted(said, turn.language, turn.now.year)


def _caption(shown: ReportView, screen: str, about_span: tuple[Text, ...]) -> tuple[Text, ...]:
    said = {
        PAGE: t(
            "Nobody has it but you and this chat. It goes further only if you send it or print it."
        ),
        WHAT: t(
            "Tap a part to put it on the page, or to leave it off. I'll remember what you choose."
        ),
        SPAN: t("How far back would you like it to go?"),
        WORDS: t("These notes go on a page of their own. Tap each one you'd like to include."),
    }
    return (
        strong(t("{title}, {period}", title=own(shown.title), period=own(shown.period))),
        own(shown.known),
        *((t("The page is empty for now. It fills up as you answer."),) if shown.is_empty else ()),
        *about_span,
        said[screen],
    )


def _rows(turn: Turn, found: ReportData, shown: ReportView, asked: ReportAttachment) -> Rows:
    match asked.screen:
        case "what":
            return _what(turn, found, asked)
        case "span":
            return _spans(turn, asked.last)
        case "words":
            return _words(turn, found, asked)
        case _:
            return _page(shown, asked)


def _to(last: date, screen: str, at: int = 0) -> str:
    return callback_data.action("report.see", last.isoformat(), screen, str(at))


def _page(shown: ReportView, asked: ReportAttachment) -> Rows:
    day = asked.last.isoformat()
    follows = shown.journal is not None or shown.diary is not None or bool(shown.card)
    return (
        (Button(t("Make the PDF"), callback_data.action(PDF, day), primary=True),),
        (
            Button(t("What's on it"), _to(asked.last, WHAT)),
            Button(t("How far back"), _to(asked.last, SPAN)),
        ),
        *(((Button(t("Next page ▶"), _to(asked.last, PAGE, asked.at + 1)),),) if follows else ()),
        (Button(t("As data for a health record"), callback_data.action(FHIR, day)),),
    )


def _what(turn: Turn, found: ReportData, asked: ReportAttachment) -> Rows:
    ticked = parts.wanted(turn)
    listed: list[ReportPart | None] = [*offered(turn, found)]
    if _notes(turn, found):
        listed.append(None)
    page = list_page(listed, asked.at, lambda place: _to(asked.last, WHAT, place), each=EACH)
    day = asked.last.isoformat()
    rows = [
        (
            Button(t("Notes from my journal"), _to(asked.last, WORDS))
            if part is None
            else Button(
                _mark(part.title, on=part.name in ticked),
                callback_data.action("report.tick", day, part.name, str(page.begin)),
            ),
        )
        for part in page.shown
    ]
    return (*rows, *page.rows[:1], (Button(t("‹ The page"), _to(asked.last, PAGE)),))


def offered(turn: Turn, found: ReportData) -> list[ReportPart]:
    """The parts that would have something to say; what is about harm only where it was told."""
    asked = [one.question for one in active_trackers.every(turn.tx, turn.user_id)]
    has = {
        "scales": bool(found.scales),
        "nights": bool(found.nights),
        "diary": bool(found.nights),
        "own": bool(asked),
        "harm": any(item.alarm for one, _ in found.scales for item in one.items),
        "urges": any(sections.is_urge(question) for question in asked),
        "card": bool(asked),
        "plan": sections.has_plan(turn),
        "medication": bool(found.medication),
    }
    return [part for part in parts.PARTS if has.get(part.name, True)]


def _mark(title: Text, *, on: bool) -> Text:
    return t("✓ {name}", name=title) if on else t("○ {name}", name=title)


def _spans(turn: Turn, last: date) -> Rows:
    now = parts.span(turn)
    choices = [
        Button(
            _mark(title, on=name == now),
            callback_data.action("report.span", last.isoformat(), name),
        )
        for name, (_, title) in parts.SPANS.items()
    ]
    back = Button(t("‹ The page"), _to(last, PAGE))
    return ((choices[0],), tuple(choices[1:3]), tuple(choices[3:]), (back,))


def _words(turn: Turn, found: ReportData, asked: ReportAttachment) -> Rows:
    ticked = parts.notes(turn)
    page = list_page(
        _notes(turn, found), asked.at, lambda place: _to(asked.last, WORDS, place), each=EACH
    )
    ticks = [
        (
            Button(
                _mark(_in_short(note), on=note.id in ticked),
                callback_data.action(
                    "report.note", asked.last.isoformat(), note.id, str(page.begin)
                ),
            ),
        )
        for note in page.shown
    ]
    return (*ticks, *page.rows[:1], (Button(t("‹ What's on it"), _to(asked.last, WHAT)),))


def _in_short(note: Note) -> Text:
    words = own(shortened(note.text, QUOTED))
    return t("{day}: {words}", day=note.day, words=media_words.in_brief(note, words))


def _notes(turn: Turn, found: ReportData) -> Sequence[Note]:
    """The notes of these days, and of today, the latest first."""
    until = max(found.now.last, turn.horizon)
    return notes.between(turn.tx, turn.user_id, found.now.first, until)[::-1]
