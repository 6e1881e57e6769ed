"""A data file that cannot be used is found before anyone is asked anything."""

import tomllib

import pytest

from conversations import data, prompts
from conversations.questionnaires import load
from conversations.trackers import library


def test_all_that_is_shipped_can_be_used():
    assert data.faults() == ()


@pytest.mark.parametrize(
    ("module", "reader", "file"),
    [
        (load, "instruments", "conversations/questionnaires"),
        (library, "_file", "conversations/trackers/ready.toml"),
        (prompts, "prompts", "conversations/prompts/prompts.toml"),
    ],
)
@pytest.mark.parametrize("broken", ["x = ", "[[[", "mood = 3\nmood = 4"])
def test_each_file_is_named_that_is_no_toml(monkeypatch, module, reader, file, broken):
    def read(*_name):
        return tomllib.loads(broken)

    for cached in (library.ready_made, library.presets, library.starters):
        cached.cache_clear()
    monkeypatch.setattr(module, reader, read)
    found = data.faults()
    monkeypatch.undo()
    assert found
    assert found[0].startswith(f"{file}: ")
    assert data.faults() == ()


def test_a_questionnaire_that_breaks_a_rule_is_a_sentence(monkeypatch):
    def read():
        return (load.read("toy", 'key = "toy"'),)

    monkeypatch.setattr(load, "instruments", read)
    assert data.faults() == ("conversations/questionnaires: toy.toml: title is missing",)
