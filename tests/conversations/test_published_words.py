"""The words of each form, held to what was read in its source: a change of one sign is a new form.

Who means to change one compares it with the source named in docs/questionnaires.md, and then
writes the new seal here.
"""

from collections.abc import Iterator
from hashlib import sha256

import pytest

from conversations.questionnaires.instrument import Instrument, Item
from conversations.questionnaires.load import instruments
from tests.conversations.answered import the

SEALS = {
    "who5": "dd5dbb1c7497cc3e",
    "k6": "8fd97006286001c8",
    "phq9": "23725869766a710b",
    "phq8": "7bd3b5c33804ffd9",
    "phq2": "8613e79563bf772b",
    "phq4": "854e2b883da94e62",
    "gad7": "5aff636e274fc8ad",
    "pcl5": "2be6c928991ed55d",
    "auditc": "ec3015c8c60af0c5",
}


def words(one: Instrument) -> Iterator[str]:
    yield from (one.intro, one.stem)
    for item in (*one.items, *one.unscored):
        yield from asked(item)


def asked(item: Item) -> Iterator[str]:
    yield item.text
    yield from (f"{grade.score} {grade.label}" for grade in item.grades)


def test_every_form_is_sealed() -> None:
    assert set(SEALS) == {one.key for one in instruments()}


@pytest.mark.parametrize("key", SEALS)
def test_no_word_and_no_sign_of_a_form_has_changed(key: str) -> None:
    assert sha256("\n".join(words(the(key))).encode()).hexdigest()[:16] == SEALS[key]


# The form in the copy of CamCOPS; LOINC 44249-1 has "noticed. Or" and "dead, or".
def test_phq9_has_the_signs_of_one_form_and_not_of_two() -> None:
    phq9 = the("phq9")
    assert "could have noticed? Or the opposite — being so" in phq9.items[7].text
    assert phq9.items[8].text.endswith("better off dead or of hurting yourself in some way")


# WHO/UCN/MSD/MHE/2024.1: the licence asks for its source, its own name and no endorsement.
def test_who5_names_its_owner_and_its_licence() -> None:
    origin = the("who5").origin
    assert "Geneva: World Health Organization; 2024." in origin.notice
    assert "CC BY-NC-SA 3.0 IGO" in origin.notice
    assert "does not endorse this program" in origin.licence
