"""The one form of a text: nothing invisible, nothing that floods."""

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.formats import FreeText
from conversations.formats.free_text import KEEP
from conversations.parsing import clean, in_short
from conversations.parsing.clean import MAY_BE_MARK
from conversations.parsing.tongue import IN_ENGLISH
from conversations.text import Rejected, t

NOTE = FreeText(2000, example=t("the walk helped"))
TITLE = FreeText(80, example=t("Walk after lunch"), one_line=True)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  hello  ", "hello"),
        ("a\x00b\x07c", "abc"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("\u202egnirts", "gnirts"),
        ("\u2066x\u2069\u200f\u200e\u061c\ufeff\u200b", "x"),
        ("\ud800broken\udfff", "broken"),
        ("e\u0301", "\u00e9"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("z" + "\u0335" * 50, "z" + "\u0335" * 8),
        ("$x_1$ <b>&amp; =cmd|' /C calc'!A0", "$x_1$ <b>&amp; =cmd|' /C calc'!A0"),
    ],
)
def test_what_is_kept(raw, kept):
    assert clean(raw) == kept


@given(st.text(st.characters()))
def test_cleaning_twice_changes_nothing_and_the_result_can_be_stored(raw):
    once = clean(raw)
    assert clean(once) == once
    once.encode("utf-8")
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in once if char != "\n")


@given(st.text(st.characters()))
def test_short_form_is_one_line(raw):
    assert "\n" not in in_short(raw)
    assert in_short(raw) == in_short(in_short(raw))


def test_a_note_keeps_its_lines_and_a_title_is_one():
    assert NOTE.parse("one\n\ntwo ", IN_ENGLISH) == "one\n\ntwo"
    assert TITLE.parse("Walk \n after   lunch", IN_ENGLISH) == "Walk after lunch"


@pytest.mark.parametrize("empty", ["", "   ", "\n\n", "\x00", "\u200b\u202e", "\ud800", "\u200d"])
def test_no_words_are_asked_for_with_an_example(empty):
    with pytest.raises(Rejected) as refused:
        NOTE.parse(empty, IN_ENGLISH)
    assert refused.value.why.params["example"] == t("the walk helped")


def test_too_many_words_are_told_how_much_room_there_is():
    assert TITLE.parse("x" * 80, IN_ENGLISH) == "x" * 80
    with pytest.raises(Rejected) as refused:
        TITLE.parse("x" * 81, IN_ENGLISH)
    assert (refused.value.why.params["n"], refused.value.why.params["most"]) == (81, 80)


def test_words_written_before_can_be_kept():
    assert NOTE.options(None) == ()
    (button,) = NOTE.options("a long story")[0]
    assert NOTE.accept(button.value, "a long story") == "a long story"
    with pytest.raises(Rejected):
        NOTE.accept(KEEP, None)
    with pytest.raises(Rejected):
        NOTE.accept("anything", "a long story")


def test_the_card_quotes_the_beginning_as_the_persons_own():
    said = NOTE.describe("word " * 100)
    assert said.own
    assert len(said.message) <= 60
    assert said.message.endswith("…")


@given(st.text(st.characters()))
def test_any_text_is_kept_or_refused(raw):
    for words in (NOTE, TITLE):
        try:
            kept = words.parse(raw, IN_ENGLISH)
        except Rejected:
            continue
        assert 0 < len(kept) <= words.most
        assert words.parse(kept, IN_ENGLISH) == kept


def test_what_is_not_looked_through_for_marks_has_none():
    known = re.sub(MAY_BE_MARK, "", "".join(map(chr, range(sys.maxunicode + 1))))
    assert not [hex(ord(c)) for c in known if unicodedata.category(c).startswith("M")]
