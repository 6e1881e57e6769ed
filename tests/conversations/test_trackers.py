"""Ready-made trackers and presets: each can be asked, and what is for ever stays."""

import pytest

from conversations.flow import Flow
from conversations.parsing.tongue import IN_ENGLISH
from conversations.text import Rejected
from conversations.trackers import (
    KINDS,
    RESERVED,
    Question,
    ask,
    library,
    presets,
    ready_made,
    starters,
)
from conversations.validate import problems

# Answers are kept under these for ever. New ones are added; none of these ever changes.
FOR_EVER = {
    "energy": ("scale", 1, 10), "anxiety": ("scale", 1, 10), "stress": ("scale", 1, 10),
    "thoughts": ("scale", 1, 10), "worry": ("scale", 1, 10), "joy": ("scale", 1, 10),
    "irritable": ("scale", 1, 10), "drive": ("scale", 1, 9), "social": ("scale", 0, 3),
    "medication": ("yes_no", None, None), "movement": ("duration", None, None),
    "sunlight": ("duration", None, None), "alcohol": ("number", 0, 50),
    "caffeine": ("number", 0, 50), "naps": ("duration", None, None),
    "appetite": ("scale", 1, 5), "pain": ("scale", 0, 10), "brave": ("yes_no", None, None),
    "urges": ("scale", 0, 5), "rested": ("scale", 1, 5), "enough": ("text", None, None),
}  # fmt: skip


def question(**more):
    given = {"id": "x", "label": "X", "kind": "scale", "minimum": 1, "maximum": 5, **more}
    return Question(**given)


def test_no_ready_made_tracker_ever_changes_its_meaning():
    for id, meaning in FOR_EVER.items():
        one = ready_made()[id]
        assert (one.kind, one.minimum, one.maximum) == meaning, id


@pytest.mark.parametrize("one", ready_made().values(), ids=lambda one: one.id)
def test_every_ready_made_tracker_can_be_asked_and_names_its_source(one):
    assert problems(Flow("evening", (ask(one),))) == ()
    assert one.source.endswith(".")
    assert one.prompt.endswith("?")
    assert not one.own_label
    assert Question.from_content(one.id, one.content()) == one


def test_presets_are_few_questions_each_and_name_why():
    assert set(presets()) >= {"low_mood", "anxiety", "sleep_first", "ups_and_downs", "minimum"}
    for preset in presets().values():
        assert len(preset.trackers) + len(preset.words) <= 5
        assert preset.source


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"trackers": ["nowhere"]}, "trackers that are not there: .'nowhere'"),
        ({"source": " "}, "needs name, about and source"),
        ({"about": 3}, "needs name, about and source"),
        ({"sleep": "deep"}, "neither quick nor detailed"),
        ({"words": ["nobody"]}, "words that are no list"),
        ({"trackers": ["energy", "joy", "pain", "stress", "worry"], "words": ["helped"]},
         "five are enough"),
        ({"sleep_in_morning": "yes"}, "not true or false"),
        ({"alone": "yes"}, "neither true nor false"),
        ({"colour": "blue"}, "is not whole"),
    ],
)  # fmt: skip
def test_a_broken_preset_is_refused_with_what_is_wrong(wrong, fault):
    whole = {"name": "Work", "about": "Stress.", "trackers": ["stress"], "source": "Own."}
    assert library._preset("work", whole).trackers == ("stress",)
    with pytest.raises(ValueError, match=fault):
        library._preset("work", {**whole, **wrong})


def test_there_are_words_to_begin_with():
    assert "walk" in starters("helped")
    assert "work" in starters("factors")


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"id": "mood"}, "the check-in itself uses"),
        ({"id": "thirteen_char"}, "fits on a button"),
        ({"id": "a|b"}, "fits on a button"),
        ({"label": "  "}, "no label"),
        ({"label": "x" * 41}, "no label"),
        ({"kind": "mystery"}, "no known kind"),
        ({"part": "noon"}, "no known time of day"),
        ({"days": (0,)}, "no week has"),
        ({"low": "x" * 121}, "too many words"),
        ({"kind": "number", "unit": "x" * 21, "minimum": 0}, "too long a unit"),
        ({"maximum": 1}, "ends that make no sense"),
        ({"maximum": 100}, "ends that make no sense"),
        ({"kind": "yes_no"}, "ends that make no sense"),
        ({"kind": "number", "minimum": None}, "ends that make no sense"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_in_words(wrong, fault):
    with pytest.raises(ValueError, match=fault):
        question(**wrong)


@pytest.mark.parametrize("content", [{}, {"label": 7}, {"label": "X", "kind": "scale", "days": 7}])
def test_damaged_content_is_refused_and_nothing_else_happens(content):
    with pytest.raises(ValueError, match="question 'x'"):
        Question.from_content("x", content)


def test_the_check_in_keeps_its_own_ids_to_itself():
    assert {"mood", "sleep", "quality", "goals", "note"} <= RESERVED
    assert set(ready_made()).isdisjoint(RESERVED)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_answers_nonsense_with_a_sentence(kind):
    ends = {"scale": (1, 5), "number": (0, 10)}.get(kind, (None, None))
    one = ask(question(kind=kind, minimum=ends[0], maximum=ends[1]))
    with pytest.raises(Rejected):
        one.format.parse("\u200b" if kind == "text" else "fish", IN_ENGLISH)


def test_own_words_are_never_translated_and_those_of_the_file_are():
    assert ask(ready_made()["energy"]).prompt.own is False
    assert ask(question(own_label=True, own_words=True)).prompt.own is True
