"""The page that a clinician reads is what the program says."""

from bot.locale.check import forms_of
from bot.locale.rooms import by_room
from bot.locale.wording import PAGE, wording
from tests.support.pseudo import to_translate


def test_the_page_is_as_new_as_the_code() -> None:
    assert PAGE.read_text("utf-8") == wording(to_translate()), "run: python -m bot.locale"


def test_every_sentence_stands_on_it_once_in_a_room() -> None:
    found = [message for _, messages in by_room(to_translate()) for message in messages]
    assert len(found) == len([message for message in to_translate() if message.id])
    assert len({(message.context, message.id) for message in found}) == len(found)


def test_what_is_filled_in_is_shown_plainly() -> None:
    lines = wording(to_translate()).splitlines()
    assert "- Mood ⟨value⟩ of ⟨high⟩" in lines
    assert not [line for line in lines if "{" in line]


def test_what_needs_a_second_reader_is_marked() -> None:
    lines = wording(to_translate()).splitlines()
    asked = next(line for line in lines if "May I store what you tell me about" in line)
    assert asked.startswith("- **!** ")
    assert not any("Little interest or pleasure" in line for line in lines), "published words"


def test_both_forms_of_a_number_are_there() -> None:
    both = [forms_of(message.id) for message in to_translate() if isinstance(message.id, tuple)]
    assert ("once a week", "{n} times a week") in both
    assert "once a week / ⟨number⟩ times a week" in wording(to_translate())
