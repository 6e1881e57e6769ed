"""Parts of what is said that stand out: spans in Telegram's count, whatever is said."""

import pytest

from bot import i18n
from bot.outgoing import BLANK, Button, Formatted, Kind, Span, keyboard, marked, parted, units
from conversations.text import Text, joined, listed, own, quoted, strong, t


def english(text: Text) -> str:
    return i18n.render(text, "en")


def test_a_bold_part_is_where_it_stands_in_the_sentence() -> None:
    said = i18n.formatted((t("Call {number} now", number=strong(own("112"))),), "en")
    assert said == Formatted("Call 112 now", (Span(5, 3),))


def test_it_is_counted_in_utf_16_units_over_lines_and_lists() -> None:
    number = strong(own("988"))
    said = i18n.formatted(
        (own("🌱🌱"), BLANK, t("{things}", things=listed([own("ж"), number]).given())), "en"
    )
    assert said.text == "🌱🌱\n\nж, 988"
    assert said.spans == (Span(9, 3),)
    assert i18n.formatted((joined([number, number]),), "en").spans == (Span(0, 3), Span(4, 3))


def test_a_whole_sentence_can_be_bold() -> None:
    assert i18n.formatted((strong(t("Help")),), "en") == Formatted("Help", (Span(0, 4),))


def test_a_long_part_is_folded_with_what_is_bold_in_it() -> None:
    long = quoted(own("🌱 a"), t("Call {number}", number=strong(own("👩‍⚕️ 112"))))
    said = i18n.formatted((strong(own("🙂 b")), long, own("🙂")), "en")
    assert said.text == "🙂 b\n🌱 a\nCall 👩‍⚕️ 112\n🙂"
    assert said.spans == (Span(0, 4), Span(5, 19, Kind.QUOTE), Span(15, 9))
    coded = said.text.encode("utf-16-le")
    shown = [
        coded[2 * s.offset : 2 * (s.offset + s.length)].decode("utf-16-le") for s in said.spans
    ]
    assert shown == ["🙂 b", "🌱 a\nCall 👩‍⚕️ 112", "👩‍⚕️ 112"]


def test_a_folded_part_that_begins_in_bold_comes_before_it() -> None:
    said = i18n.formatted((quoted(strong(own("a")), own("b")),), "en")
    assert said.spans == (Span(0, 3, Kind.QUOTE), Span(0, 1))


def test_nobodys_words_make_anything_stand_out() -> None:
    for kind in Kind:
        theirs = marked("me", kind)
        for text in (own(theirs), t("{words}", words=theirs), t("{words}", words=own(theirs))):
            assert i18n.formatted((text,), "en") == Formatted("me")
            assert i18n.render(text, "en") == "me"
        bold = strong(t("a {words} b", words=theirs))
        assert i18n.formatted((bold,), "en") == Formatted("a me b", (Span(0, 6),))


def test_where_nothing_can_stand_out_the_marks_are_gone() -> None:
    assert i18n.render(strong(t("Help")), "en") == "Help"
    assert i18n.join((strong(t("Help")), quoted(t("Now"))), "en") == "Help\nNow"


def test_what_is_cut_off_does_not_stand_out() -> None:
    said = parted(f"{marked('ab')} cd {marked('ef')}")
    assert said.cut(6) == Formatted("ab cd…", (Span(0, 2),))
    assert said.cut(100) == said


@pytest.mark.parametrize("limit", range(1, 14))
def test_a_folded_part_that_is_cut_ends_with_the_text(limit: int) -> None:
    said = i18n.formatted((own("🙂"), quoted(own("🌱🌱🌱🌱🌱"))), "en").cut(limit)
    assert units(said.text) <= limit
    assert all(span.offset + span.length == units(said.text) for span in said.spans)
    assert bool(said.spans) == (units(said.text) > 3)


def test_without_what_stands_out_a_message_has_no_entities() -> None:
    assert Formatted("a").parameters() == {"text": "a"}
    assert Formatted("a").caption() == {"caption": "a"}
    assert Formatted("a", (Span(0, 1),)).parameters() == {
        "text": "a",
        "entities": [{"type": "bold", "offset": 0, "length": 1}],
    }


def test_the_words_under_a_picture_stand_out_as_well() -> None:
    assert i18n.formatted((quoted(own("🙂"), own("a")),), "en").caption() == {
        "caption": "🙂\na",
        "caption_entities": [{"type": "expandable_blockquote", "offset": 0, "length": 4}],
    }


def test_the_way_on_is_a_button_in_colour() -> None:
    rows = ((Button(t("Go on"), "go", primary=True), Button(t("Not now"), "not")),)
    assert keyboard(rows, english) == {
        "inline_keyboard": [
            [
                {"text": "Go on", "callback_data": "go", "style": "primary"},
                {"text": "Not now", "callback_data": "not"},
            ]
        ]
    }


def test_a_screen_begins_in_bold_where_nothing_else_is() -> None:
    assert i18n.formatted((own("🙂 b"), own("c")), "en").headed().spans == (Span(0, 4),)
    asked = i18n.formatted((own("a"), BLANK, strong(own("b"))), "en")
    assert asked.headed() == asked
    assert Formatted("one line").headed() == Formatted("one line")
    folded = i18n.formatted((own("a"), quoted(own("b"))), "en")
    assert folded.headed().spans == (Span(0, 1), Span(2, 1, Kind.QUOTE))
