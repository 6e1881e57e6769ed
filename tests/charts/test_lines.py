"""What people type, made into lines that can be drawn."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.fonts import has_shape
from charts.glyphs import outlined, width
from charts.lines import ELLIPSIS, LONGEST, balanced, drawable, fitted, named, wrapped
from tests.charts.samples import HOSTILE


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Walk after lunch", "Walk after lunch"),
        ("Walk 🚶\u200d♀️ with the dog 🐕", "Walk 🚶\u200d♀️ with the dog 🐕"),
        ("🎉🎉🎉", "🎉🎉🎉"),
        ("和朋友散步", "和朋友散步"),
        ("친구와 산책", "친구와 산책"),
        ("友達と散歩する", "友達と散歩する"),
        ("दोपहर", "दोपहर"),
        ("เดินเล่น", "เดินเล่น"),
        ("$x$ \\frac", "$x$ \\frac"),
        (" a \n b\tc ", "a b c"),
        ("\u202eevil\u202c\x00\x07", "evil"),
        ("\ud800", "…"),
        ("𒀀 tablet", "… tablet"),
        ("", ""),
        ("   ", ""),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Прогулка", "Прогулка"),
        ("e\u0301", "é"),
        ("5 ★ day", "5 ★ day"),
        ("🏴\U000e0067\U000e0062\U000e007f home", "🏴 home"),
    ],
)
def test_whatever_a_face_has_is_kept(typed, drawn):
    assert drawable(typed) == drawn


def test_a_name_that_would_lose_a_letter_gives_way_to_its_number():
    assert named("和朋友散步 🚶", "Goal 3") == "和朋友散步 🚶"
    assert named("𒀀 tablet", "Goal 3") == "Goal 3"
    assert named("  ", "Goal 3") == "Goal 3"


def test_piled_up_marks_are_cut():
    assert len(drawable("Z" + "\u0316" * 300)) == 3


@given(st.text(max_size=2 * LONGEST))
def test_every_sign_of_a_drawable_line_has_a_shape(text):
    line = drawable(text)
    assert all(has_shape(char) for char in line)
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in line)
    assert line == line.strip()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("room", [40, 117, 300, 960])
def test_a_fitted_line_fits(text, room):
    line = fitted(text, room, 30)
    assert width(line, 30) <= room
    assert line in {drawable(text)} or line.endswith(ELLIPSIS)


@pytest.mark.parametrize("text", HOSTILE)
def test_wrapped_lines_fit_and_are_few(text):
    lines = wrapped(text, 300, 30, 2)
    assert len(lines) <= 2
    assert all(width(line, 30) <= 300 for line in lines)


def test_what_has_no_spaces_is_broken_where_the_line_ends():
    lines = wrapped("今天和朋友一起去公园散步，天气很好，我们走了很久", 300, 30, 4)
    assert len(lines) == 3
    assert "".join(lines) == "今天和朋友一起去公园散步，天气很好，我们走了很久"


def test_a_cut_leaves_no_half_of_an_emoji():
    family = "👩\u200d👩\u200d👧\u200d👦"
    for room in range(40, 200, 7):
        line = fitted(family * 3, room, 30).removesuffix(ELLIPSIS)
        assert line.replace(family, "") == ""


def test_balanced_lines_say_the_same():
    text = "No check-ins this week. That is fine. The path stays where it is."
    lines = balanced(text, 960, 34, 3)
    assert " ".join(lines) == text
    assert max(map(len, lines)) - min(map(len, lines)) < 12


@pytest.mark.parametrize("room", range(240, 900, 20))
def test_a_number_and_its_unit_stand_on_one_line(room):
    text = "Half the time, your sleep ended within 2 h 30 of 7:00 since 12 Nov, 45 min more."
    lines = wrapped(text, room, 30, 9)
    assert " ".join(lines) == text
    assert [
        one for one in ("2 h 30", "12 Nov", "45 min") if not any(one in m for m in lines)
    ] == []
    assert max(width(line, 30) for line in lines) <= room


def test_rather_than_lose_words_they_are_parted():
    text = "ended within 2 h 30 of 7:00"
    assert wrapped(text, 180, 30, 3) == ["ended", "within 2 h", "30 of 7:00"]


@pytest.mark.parametrize("text", ["$5", "$x^2$", "$$", r"\frac{1}{2}", "a_b^c", "100 %", "{"])
def test_no_text_is_read_as_a_formula(text, monkeypatch):
    from matplotlib.mathtext import MathTextParser

    def refuse(*_, **__):
        raise AssertionError("read as a formula")

    monkeypatch.setattr(MathTextParser, "parse", refuse)
    drawn = outlined(text, 30)[0]
    assert len(drawn.vertices) > 0
    assert len(outlined(text + "שלום", 30)[0].vertices) > len(drawn.vertices)


def test_joined_scripts_are_shaped():
    assert width("بب", 30) < 2 * width("ب", 30)


def test_letters_are_kerned():
    assert width("AV", 100) < width("A", 100) + width("V", 100) - 3


def test_the_caches_hold_letters_and_never_words():
    from charts import glyphs

    before = glyphs._glyph.cache_info().currsize
    width("abababab", 31)
    assert glyphs._glyph.cache_info().currsize == before + 2
