"""Bold parts of what is said: built from spans, in Telegram's count, whatever people write."""

from bot import i18n
from bot.outgoing import BLANK, Formatted, Span, marked, parted
from conversations.text import joined, listed, own, strong, t


def test_a_bold_part_is_where_it_stands_in_the_sentence() -> None:
    said = i18n.formatted((t("Call {number} now", number=strong(own("112"))),), "en")
    assert said == Formatted("Call 112 now", (Span(5, 3),))


def test_it_is_counted_in_utf_16_units_over_lines_and_lists() -> None:
    number = strong(own("988"))
    said = i18n.formatted(
        (own("🌱🌱"), BLANK, t("{things}", things=listed([own("ж"), number]).given())), "en"
    )
    assert said.text == "🌱🌱\n\nж, 988"
    assert said.bold == (Span(9, 3),)
    assert i18n.formatted((joined([number, number]),), "en").bold == (Span(0, 3), Span(4, 3))


def test_a_whole_sentence_can_be_bold() -> None:
    assert i18n.formatted((strong(t("Help")),), "en") == Formatted("Help", (Span(0, 4),))


def test_nobodys_words_make_anything_bold() -> None:
    theirs = marked("me")
    for text in (own(theirs), t("{words}", words=theirs), t("{words}", words=own(theirs))):
        assert i18n.formatted((text,), "en") == Formatted("me")
        assert i18n.render(text, "en") == "me"
    bold = strong(t("a {words} b", words=theirs))
    assert i18n.formatted((bold,), "en") == Formatted("a me b", (Span(0, 6),))


def test_where_nothing_can_be_bold_the_marks_are_gone() -> None:
    assert i18n.render(strong(t("Help")), "en") == "Help"
    assert i18n.join((strong(t("Help")),), "en") == "Help"


def test_what_is_cut_off_is_not_bold() -> None:
    said = parted(f"{marked('ab')} cd {marked('ef')}")
    assert said.cut(6) == Formatted("ab cd…", (Span(0, 2),))
    assert said.cut(100) == said


def test_without_bold_a_message_has_no_entities() -> None:
    assert Formatted("a").parameters() == {"text": "a"}
    assert Formatted("a", (Span(0, 1),)).parameters() == {
        "text": "a",
        "entities": [{"type": "bold", "offset": 0, "length": 1}],
    }
