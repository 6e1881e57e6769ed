"""What a new vocabulary begins with: all that CLDR knows, and the English of the rest."""

import sys
from pathlib import Path

import pytest

from bot.locale import words
from bot.locale.__main__ import main
from bot.locale.numbers import MOST, NotSpelled, names
from bot.locale.words import FOLDER, from_cldr, left
from conversations.parsing import vocabulary
from conversations.parsing.numbers import read_whole
from conversations.parsing.vocabulary import Vocabulary

SPANISH = Path(__file__).parents[1] / "conversations" / "words_es.toml"
ALL = [*sorted(FOLDER.glob("words_*.toml")), SPANISH]
UNSPELLED = "eu"  # of Basque CLDR has names and no rules for numbers


def begun(language: str, folder: Path) -> Vocabulary:
    return vocabulary.read(words.update(language, folder).read_text("utf-8"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_months_and_weekdays_are_those_of_cldr(path: Path) -> None:
    language = path.stem.removeprefix("words_")
    assert from_cldr(language) in path.read_text("utf-8"), f"run: python -m bot.locale {language}"


def spelled(language: str) -> dict[str, int]:
    """What CLDR calls the numbers; nothing where it has no rules."""
    try:
        found = names(language)
    except NotSpelled:
        return {}
    return {form: number for number, forms in enumerate(found) for form in forms.split()}


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_number_that_cldr_spells_is_understood(path: Path) -> None:
    known = vocabulary.read(path.read_text("utf-8")).number_names
    assert set(known.values()) == set(range(MOST + 1))
    by_cldr = spelled(path.stem.removeprefix("words_"))
    assert {form: known.get(form) for form in by_cldr} == by_cldr


@pytest.mark.parametrize("language", ["en", "es", "de", "fr", "nl", "pt", "pl", "fi", "cy", "ar"])
def test_no_form_stands_for_two_numbers(language: str) -> None:
    forms = [form for number in names(language) for form in number.split()]
    assert len(forms) > MOST
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(
    ("language", "number", "forms"),
    [
        ("en", 100, "one-hundred"),
        ("es", 1, "uno un una"),
        ("es", 16, "dieciséis dieciseis"),
        ("es", 31, "treinta-y-uno treinta-y-un treinta-y-una"),
        ("de", 1, "eins ein eine"),
        ("de", 5, "fünf funf"),
        ("de", 31, "einunddreissig"),  # as small letters are compared, and as is typed in Zurich
        ("fr", 0, "zéro zero"),
        ("fr", 71, "soixante-et-onze"),
        ("fr", 80, "quatre-vingts"),
        ("ru", 3, "три"),
    ],
)
def test_a_number_has_hyphens_small_letters_and_a_form_without_accents(
    language: str, number: int, forms: str
) -> None:
    assert names(language)[number] == forms


def test_somebody_who_begins_a_language_need_not_write_its_numbers(tmp_path: Path) -> None:
    known = begun("pt", tmp_path)
    told = (tmp_path / "words_pt.toml").read_text("utf-8")
    assert told.startswith("# What people type in Portuguese, in small letters")
    for typed, number in (("vinte e um", 21), ("três", 3), ("Tres", 3), ("duas", 2), ("cem", 100)):
        assert read_whole(typed, known) == number
    assert known.weekdays["sabado"] == known.weekdays["sábado"] == 6
    assert known.months["marco"] == known.months["março"] == 3
    assert "skip" in known.skip


def test_what_was_written_is_kept(tmp_path: Path) -> None:
    path = words.update("es", tmp_path)
    text = path.read_text("utf-8").replace('skip = ["skip"]', 'skip = ["saltar"]')
    text = text.replace('    "cien",', '    "cien ciento",').replace('    "enero ene",\n', "")
    path.write_text(text, "utf-8")
    known = begun("es", tmp_path)
    assert "saltar" in known.skip
    assert known.number_names["ciento"] == 100
    assert known.months["enero"] == 1


def test_the_translator_is_told_what_is_english_still(tmp_path: Path) -> None:
    path = words.update("es", tmp_path)
    (told,) = left("es", tmp_path)
    assert told.startswith("words_es.toml: as in English still: more_months, ")
    assert told.endswith(", skip, back, put_away")
    assert "number_names" not in told
    path.write_text(path.read_text("utf-8").replace('skip = ["skip"]', 'skip = ["saltar"]'))
    (told,) = left("es", tmp_path)
    assert told.endswith(", scale_to, country_names, back, put_away")
    assert list(left("en")) == []


def test_without_what_spells_numbers_they_stay_english_until_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as bare:
        bare.setitem(sys.modules, "unicode_rbnf", None)
        known = begun("es", tmp_path)
        why, rest = left("es", tmp_path)
    assert (known.number_names["seven"], known.months["enero"]) == (7, 1)
    assert why == (
        "words_es.toml: the numbers are for you to write: unicode-rbnf is not installed "
        "(requirements-dev.lock has it)"
    )
    assert ", number_names, " in rest
    known = begun("es", tmp_path)
    assert "seven" not in known.number_names
    assert known.number_names["siete"] == 7


def test_numbers_that_cldr_cannot_spell_are_left_to_the_translator(tmp_path: Path) -> None:
    known = begun(UNSPELLED, tmp_path)
    assert known.number_names["seven"] == 7
    assert known.months["urtarrila"] == 1
    why, _ = left(UNSPELLED, tmp_path)
    assert why.endswith("the numbers are for you to write: CLDR has no rules for them")


def test_the_command_says_it_before_the_long_list_of_sentences(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.locale.__main__.lacks", lambda _: ["not translated: “Yes”"])
    monkeypatch.setattr("bot.locale.__main__.update", lambda _: "a catalogue")
    monkeypatch.setattr("bot.locale.__main__.write_template", lambda: "a template")
    monkeypatch.setattr("bot.locale.__main__.write_wording", lambda: "a page")
    monkeypatch.setattr(words, "update", lambda _: "a vocabulary")
    monkeypatch.setattr(words, "left", lambda _: iter(["as in English still: skip"]))
    main(["es"])
    assert capsys.readouterr().out.splitlines() == [
        "a template",
        "a page",
        "a catalogue",
        "a vocabulary",
        "es: as in English still: skip",
        "es: not translated: “Yes”",
    ]
