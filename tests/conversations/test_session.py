"""What is stored of a conversation, and what is made of it later."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.session import Session

# As written by the first release: it must be readable for ever.
FIRST = (
    '{"v": 1, "answers": [["mood", 6], ["sleep", {"hours": 7.5, "bed": null, "wake": null}],'
    ' ["quality", null]], "focus": "goals"}'
)


def test_the_first_stored_session_can_still_be_read():
    session = Session.from_json(json.loads(FIRST))
    assert list(session.answers.items()) == [
        ("mood", 6),
        ("sleep", {"hours": 7.5, "bed": None, "wake": None}),
        ("quality", None),
    ]
    assert session.focus == "goals"
    assert json.loads(FIRST) == session.to_json()


def test_the_order_of_answering_survives_a_store_that_sorts_keys():
    session = Session().answered("sleep", 7).answered("mood", 6)
    stored = json.dumps(session.to_json(), sort_keys=True)
    assert list(Session.from_json(json.loads(stored)).answers) == ["sleep", "mood"]


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {"answers": None},
        {"answers": 3},
        {"answers": [1, [], ["a"], [1, 2]]},
        {"focus": 4},
        {"v": 9},
    ],
)
def test_a_damaged_session_begins_anew_instead_of_failing(damaged):
    assert Session.from_json(damaged) == Session()


@given(st.dictionaries(st.text(), st.none() | st.integers() | st.text() | st.lists(st.integers())))
def test_what_is_stored_is_what_is_read(answers):
    session = Session(answers, focus=None)
    assert Session.from_json(json.loads(json.dumps(session.to_json()))) == session
