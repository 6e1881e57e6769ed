"""What a translation must hold before anybody reads it."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.i18n import name_of, render, spoken
from bot.locale import template
from bot.locale.catalogues import FOLDER, begun, lacks, languages
from bot.locale.check import faults, forms_of
from bot.locale.extract import VITAL, NotLiteral, sentences, tables
from bot.locale.template import TEMPLATE, collect
from conversations.text import listed, own, t, tc, tn
from tests.support.pseudo import PSEUDO, catalogue, lay_out, spoken_from, to_translate

DONE = "Done"
AN_ACK = "That question is closed."


def kept(template: Catalog) -> dict[tuple[str, object], tuple[object, ...]]:
    """What counts of a template: neither the order nor the lines of the code."""
    return {
        (message.context or "", message.id): (
            sorted({file for file, _ in message.locations}),
            sorted(set(message.auto_comments)),
        )
        for message in template
        if message.id
    }


def test_the_template_holds_every_sentence_of_the_code() -> None:
    with (FOLDER / TEMPLATE).open("rb") as file:
        checked_in = read_po(file)
    assert kept(checked_in) == kept(collect()), "run: python -m bot.locale"


def test_the_template_holds_the_words_of_data_files_and_no_published_ones() -> None:
    found = {form for message in to_translate() for form in forms_of(message.id)}
    assert {"How was your energy today?", "drinks", "called a friend", "Low mood"} <= found
    assert "What made today a little easier?" in found
    assert "The two questions about anxiety" in found
    assert not {"Little interest or pleasure in doing things", "Several days"} & found


def test_the_words_of_consent_and_crisis_are_marked() -> None:
    marked = {form for m in to_translate() if VITAL in m.auto_comments for form in forms_of(m.id)}
    for beginning in (
        "I store what you tell me",
        "May I store what you tell me",
        "Nobody watches this chat, and",
        "Thank you for writing that.",
        "{number} – emergency services, if you are in danger now",
        "If it's very hard right now",
    ):
        assert any(words.startswith(beginning) for words in marked), beginning


def extracted(code: str) -> list[tuple[str, object, list[str]]]:
    return [found[1:] for found in sentences(BytesIO(code.encode()), (), (), {})]


def test_a_sentence_is_found_with_its_plural_its_context_and_its_room() -> None:
    assert extracted('turn.say(t("Hello {name}", name=t("you")))') == [
        ("gettext", ("Hello {name}",), []),
        ("gettext", ("you",), []),
    ]
    assert extracted('tn("{n} day", "{n} days", n)') == [("ngettext", ("{n} day", "{n} days"), [])]
    (found,) = extracted('Button(tc("of a file", "Save") if x else y, "save")')
    assert found[:2] == ("pgettext", ("of a file", "Save"))
    assert "60 characters" in found[2][0]
    (found,) = extracted('# For translators: a day.\nt("Sun")')
    assert found[2] == ["a day."]


@pytest.mark.parametrize("code", ["t(words)", 't(f"{n} days")', 't("a" if b else "c")'])
def test_a_sentence_that_no_catalogue_could_hold_is_refused(code: str) -> None:
    with pytest.raises(NotLiteral, match="line 1"):
        extracted(code)


def test_words_of_a_data_file_are_found_in_the_fields_that_are_named() -> None:
    data = '[one]\nlabel = "Energy"\nsource = "Own"\n[[two.lines]]\nhours = "always"\n'
    found = tables(
        BytesIO(data.encode()), (), (), {"fields": "*.label *.lines.hours", "but": "always"}
    )
    assert [words for _, _, words, _ in found] == ["Energy"]


# Whatever is there, and one that is made.


def test_a_language_that_is_there_lacks_nothing() -> None:
    assert {language: lacks(language) for language in begun()} == dict.fromkeys(begun(), ())


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path) -> Iterator[Path]:
    lay_out(tmp_path)
    with spoken_from(tmp_path):
        yield tmp_path


def test_a_language_in_which_all_is_said_is_offered(folder: Path) -> None:
    assert lacks(PSEUDO) == ()
    assert languages() == ("en", PSEUDO)
    assert spoken("cy-GB") == PSEUDO


@pytest.mark.parametrize(
    ("file", "lacking"),
    [
        ("phrases_cy.txt", "phrases_cy.txt is missing"),
        ("words_cy.toml", "words_cy.toml is missing"),
    ],
)
def test_a_language_without_its_phrases_or_words_is_not_offered(
    folder: Path, file: str, lacking: str
) -> None:
    (folder / file).unlink()
    assert any(lacking in line for line in lacks(PSEUDO))
    assert languages() == ("en",)
    assert spoken(PSEUDO) == "en"


def test_a_list_of_phrases_that_only_has_comments_is_none(folder: Path) -> None:
    (folder / "phrases_cy.txt").write_text("# to be written\n")
    assert languages() == ("en",)


@pytest.mark.parametrize("how", ["missing", "guessed"])
def test_a_language_that_does_not_say_what_people_agree_to_is_not_offered(
    tmp_path: Path, how: str
) -> None:
    made = catalogue()
    consent = next(m for m in made if m.id and str(m.id).startswith("May I store"))
    if how == "missing":
        consent.string = ""
    else:
        consent.flags.add("fuzzy")
    lay_out(tmp_path, made=made)
    with spoken_from(tmp_path):
        assert any("May I store" in line for line in lacks(PSEUDO))
        assert languages() == ("en",)


def test_other_sentences_may_wait_for_their_translation(tmp_path: Path) -> None:
    made = catalogue()
    made[AN_ACK].string = ""
    lay_out(tmp_path, made=made)
    with spoken_from(tmp_path):
        assert languages() == ("en", PSEUDO)
        assert render(t("That question is closed."), PSEUDO) == AN_ACK


def test_a_catalogue_that_is_no_catalogue_is_not_offered(folder: Path) -> None:
    (folder / PSEUDO / "LC_MESSAGES" / "messages.po").write_bytes(b'msgid "x\n\xff')
    assert any("cannot be read" in line for line in lacks(PSEUDO))
    assert languages() == ("en",)


# Beginning one, and bringing it up to date.


def test_a_catalogue_is_begun_and_keeps_what_was_translated(tmp_path: Path) -> None:
    path = template.update("es", tmp_path)
    text = path.read_text("utf-8")
    assert 'msgid "That question is closed."\nmsgstr ""' in text
    text = text.replace(
        'msgid "That question is closed."\nmsgstr ""',
        'msgid "That question is closed."\nmsgstr "Esa pregunta ya pasó."',
    )
    path.write_text(text, "utf-8")
    template.update("es", tmp_path)
    assert path.read_text("utf-8").count("Esa pregunta ya pasó.") == 1


# The checker, with something to find.


def told(id: object, said: object, *, context: str | None = None) -> list[str]:
    """What is wrong with a catalogue in which one message is said that way."""
    made = catalogue()
    message = made.get(id, context)
    assert message is not None, id
    message.string = said
    return list(faults(made, to_translate()))


def test_the_pseudo_language_has_no_fault() -> None:
    assert list(faults(catalogue(), to_translate())) == []


@pytest.mark.parametrize(
    ("id", "said", "fault"),
    [
        ("Slept {length}", "Geschlafen", "other gaps"),
        ("Slept {length}", "{length} {hours}", "other gaps"),
        ("Slept {length}", "{length:>9}", "brace"),
        ("Slept {length}", "{} {length", "brace"),
        ("Slept {length}", "{length} }", "brace"),
        (("{n} day", "{n} days"), ("{n} Tag",) * 3, "needs 5 forms"),
        (("{n} day", "{n} days"), ("{n} Tag", "", "{n}", "{n}", "{n}"), "needs 5 forms"),
        (("{n} day", "{n} days"), ("{n}", "{n}", "{n}", "{m}", "{n}"), "other gaps"),
        (DONE, "Fertig" * 11, "66 characters long, and 60 fit"),
        (AN_ACK, "vorbei" * 34, "204 characters long, and 200 fit"),
        ("Slept {length}", "{length}" + "zzz " * 300, "1200 characters long, and 1000 fit"),
    ],
)
def test_what_would_break_or_be_cut_off_is_found(id: object, said: object, fault: str) -> None:
    (found,) = told(id, said)
    assert fault in found


def test_one_day_may_be_said_without_its_number() -> None:
    assert told(("{n} day", "{n} days"), ("{n}", "ein Tag", "{n}", "{n}", "{n}")) == []


def test_a_catalogue_with_the_plurals_of_another_language_is_found() -> None:
    made = catalogue()
    made._num_plurals, made._plural_expr = 2, "(n != 1)"
    assert any(
        "Plural-Forms has 2 forms, Babel knows 5" in line for line in faults(made, to_translate())
    )


# How it is said.


def test_each_count_has_the_form_of_the_language(tmp_path: Path) -> None:
    made = catalogue()
    days = made.get(("{n} day", "{n} days"))
    assert days is not None
    days.string = ("llawer {n}", "un {n}", "dau {n}", "tri {n}", "chwe {n}")
    lay_out(tmp_path, made=made)
    with spoken_from(tmp_path):
        said = [render(tn("{n} day", "{n} days", n), PSEUDO) for n in (0, 1, 2, 3, 6, 7)]
    assert said == ["llawer 0", "un 1", "dau 2", "tri 3", "chwe 6", "llawer 7"]


def test_what_means_two_things_is_said_in_two_ways(tmp_path: Path) -> None:
    made = catalogue()
    for context, said in (("erase nothing", "Cadw"), ("the answer as it is", "Gadael")):
        message = made.get("Keep it", context)
        assert message is not None
        message.string = said
    lay_out(tmp_path, made=made)
    with spoken_from(tmp_path):
        assert render(tc("erase nothing", "Keep it"), PSEUDO) == "Cadw"
        assert render(tc("the answer as it is", "Keep it"), PSEUDO) == "Gadael"
    assert render(tc("erase nothing", "Keep it"), "en") == "Keep it"


def test_several_things_are_listed_as_the_language_does(folder: Path) -> None:
    things = listed(map(own, ("te", "coffi", "dŵr")))
    assert render(things, "en") == "te, coffi, dŵr"
    assert render(things, PSEUDO) == "te, coffi, a(c) dŵr"


def test_a_language_is_named_by_those_who_speak_it() -> None:
    assert [name_of(code) for code in ("en", "es", "cy")] == ["English", "Español", "Cymraeg"]
