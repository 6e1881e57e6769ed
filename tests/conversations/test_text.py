"""Sentences are values: what is translated, what is quoted, what is filled in."""

from conversations.text import Rejected, Text, joined, own, shown, t, tn


def test_a_sentence_keeps_its_gaps_by_name():
    said = t("Mood {value} of {high}", value=6, high=10)
    assert (said.message, dict(said.params)) == (
        "Mood {value} of {high}",
        {"value": 6, "high": 10},
    )
    assert t("{message}", message="x").params == {"message": "x"}
    assert said.given(value=7).params == {"value": 7, "high": 10}


def test_one_and_many_share_the_number():
    said = tn("{n} day", "{n} days", 3)
    assert (said.message, said.plural, said.params["n"]) == ("{n} day", "{n} days", 3)


def test_own_words_are_never_filled_in():
    assert own("{braces}") == Text("{braces}", own=True)


def test_sentences_stand_side_by_side():
    both = joined([t("one"), shown(2)])
    assert both.message == "{part0}\n{part1}"
    assert both.params["part1"] == Text("{value}", {"value": 2})


def test_texts_can_be_kept_in_sets_and_refusals_carry_theirs():
    assert len({t("a", n=1), t("a", n=1)}) == 1
    assert Rejected(t("no")).why == t("no")
