"""Every help line has all its facts, a file that breaks a rule is refused, and age is named."""

import re
import tomllib
import warnings
from datetime import date, time, timedelta
from importlib.resources import files
from urllib.parse import urlsplit

import pytest

from bot.clock import SystemClock
from conversations.safety.help_line_file import BrokenLines, read
from conversations.safety.help_lines import (
    FRESH,
    directory,
    emergency_number,
    help_lines,
    known_countries,
    likely_countries,
    lines_older_than,
)
from conversations.safety.line_words import about, unbroken
from conversations.text import Listing, Text

TEXT = files("conversations.safety").joinpath("help_lines.toml").read_text("utf-8")
TODAY = SystemClock().now().date()
EVERY_LINE = [line for country in known_countries() for line in help_lines(country)]
# Numbers that lists still hand on, and that are wrong or dead.
TRAPS = {
    *(("TR", "182"), ("KR", "1393"), ("IN", "1800-599-0019"), ("IT", "199 284 284")),
    *(("FI", "010 195 202"), ("GB", "08457 90 90 90"), ("PA", "169"), ("US", "1-800-273-8255")),
}
NOT_ROUND_THE_CLOCK = ("DK", "KE", "LB")

SMALL = """
[anywhere]
directory = "https://example.org/"
country = "https://example.org/{code}"
source = "https://example.org/about"
checked = 2026-01-02

[spoken]
de = ["DE"]

[emergency]
source = "https://example.org/emergency"
checked = 2026-01-02

[emergency.numbers]
DE = "112"

[[lines.DE]]
name = "Someone"
number = "0800 111"
ways = "call"
hours = "always"
cost = "free"
languages = ["de"]
page = "https://example.org/line"
source = ["https://example.org/line"]
checked = 2026-01-02
"""
ANOTHER = SMALL[SMALL.index("[[lines.DE]]") :]


def filled(value):
    """Fill a sentence in as English, the way the shell does."""
    match value:
        case Text():
            return value.message.format(**{gap: filled(one) for gap, one in value.params.items()})
        case Listing():
            return ", ".join(map(filled, value.parts))
        case time():
            return f"{value:%H:%M}"
        case _:
            return value


def line_of(country, name, language=""):
    return next(one for one in help_lines(country, language) if name in one.name)


def test_there_are_at_least_forty_countries():
    assert len(known_countries()) >= 40


@pytest.mark.parametrize("line", EVERY_LINE, ids=lambda line: f"{line.country} {line.number}")
def test_a_line_has_a_number_a_page_a_source_and_a_day(line):
    assert re.fullmatch(r"\*?[0-9][0-9 -]*[0-9]", line.number)
    assert len(re.sub(r"\D", "", line.number)) in range(3, 13)
    assert line.ways in ("call", "text", "call or text")
    assert urlsplit(line.page).scheme == "https"
    assert all(urlsplit(source).netloc for source in line.sources)
    assert date(2020, 1, 1) < line.verified_on <= TODAY
    assert "chat" not in line.ways
    assert (line.country, line.number) not in TRAPS
    said = filled(about(line))
    assert said.startswith(("Call ", "Text "))
    assert f" – {line.name}" in said
    assert said.index(unbroken(line.number)) < said.index(line.name)


def test_a_country_has_one_number_to_call_in_danger():
    for country in known_countries():
        assert re.fullmatch(r"[0-9]{2,4}", emergency_number(country) or "")
    assert emergency_number("tr") == "112"  # nobody knows a line there, and yet
    assert emergency_number("XX") is None


@pytest.mark.parametrize("country", NOT_ROUND_THE_CLOCK)
def test_lines_that_close_do_not_say_that_they_never_do(country):
    assert all("day and night" not in filled(about(line)) for line in help_lines(country))


def test_a_chat_is_at_an_address_and_never_at_a_number():
    said = filled(about(line_of("US", "988")))
    assert said.startswith("Call or text 988 – 988 Suicide")
    assert ", chat at 988lifeline.org, day and night" in said
    for line in EVERY_LINE:
        assert "chat 9" not in filled(about(line))
        assert not line.chat or "chat at " in filled(about(line))


def test_who_speaks_spanish_in_the_united_states_sees_the_spanish_ways_first():
    first, second, *others = (filled(about(line)) for line in help_lines("US", "es-419"))
    assert first.startswith("Call 988 and press 2, or text AYUDA to 988 – ")
    assert second.startswith("Text AYUDA to 741741 – ")
    assert any("Text HOME to 741741" in line for line in others)
    assert "Text AYUDA" not in filled(about(help_lines("US", "en-US")[0]))


@pytest.mark.parametrize(
    ("country", "languages"),
    [("BE", {"nl", "fr"}), ("CA", {"en", "fr"}), ("CH", {"de", "fr", "it"}), ("FI", {"fi", "sv"})],
)
def test_nobody_is_left_out_by_a_line_for_another_language(country, languages):
    assert languages <= {spoken for line in help_lines(country) for spoken in line.languages}
    one, *_ = languages
    assert {*help_lines(country, one)} == {*help_lines(country)}


def test_lines_for_the_young_stand_after_those_for_everybody():
    for country in ("LT", "RU"):
        lines = help_lines(country)
        assert [line.young for line in lines] == sorted(line.young for line in lines)
        assert "for young people" in filled(about(lines[-1]))


def test_hours_are_told_by_the_clock():
    assert "every day 09:00–00:00" in filled(about(line_of("IT", "Telefono Amico")))
    assert "Mon to Sat 10:00–20:00" in filled(about(line_of("IN", "iCall")))
    assert "Sun to Thu 11:00–23:00" in filled(about(line_of("LU", "SOS")))


def test_likely_countries_go_by_the_region_then_by_the_language():
    assert likely_countries("es-MX")[:2] == ("MX", "ES")
    assert likely_countries("pt_PT") == ("PT", "BR")
    assert likely_countries("de") == ("DE", "AT", "CH")
    assert likely_countries("zh-Hant-TW")[0] == "TW"
    assert likely_countries("ko") == ("KR",)
    assert likely_countries("cy") == likely_countries("") == ()


def test_the_directory_has_a_page_for_each_country():
    assert directory() == "https://findahelpline.com/"
    assert directory("CL") == "https://findahelpline.com/countries/cl"


def test_what_was_looked_up_over_a_year_ago_is_named():
    newest = max(line.verified_on for line in EVERY_LINE)
    assert lines_older_than(newest, age=timedelta(days=9999)) == ()
    (canada,) = help_lines("CA")
    assert "CA: 988" not in lines_older_than(canada.verified_on + FRESH)
    assert "CA: 988" in lines_older_than(canada.verified_on + FRESH + timedelta(days=1))
    assert "emergency numbers" in lines_older_than(newest + timedelta(days=400))


@pytest.mark.filterwarnings("default:help lines:UserWarning")
def test_the_person_who_runs_the_tests_is_told_of_old_lines():
    """A warning and no failure: a line must not vanish because a year has passed."""
    if old := lines_older_than(TODAY):
        warnings.warn(f"help lines looked up over a year ago: {', '.join(old)}", stacklevel=1)
    assert set(old) <= set(lines_older_than(TODAY + timedelta(days=1)))


def test_the_smallest_file_can_be_read():
    file = read(SMALL)
    assert file.lines["DE"][0].number == "0800 111"
    assert file.lines["DE"][0].verified_on == date(2026, 1, 2)


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("[spoken]", "[spoken", "this is not TOML"),
        ('number = "0800 111"\n', "", "DE: Someone: number must be there"),
        ("0800 111", "call us", "DE: Someone: number cannot be 'call us'"),
        ('"0800 111"', "800111", "DE: Someone: number must be a str, not 800111"),
        ('ways = "call"', 'ways = "call or chat"', "DE: Someone: ways must be one of 'call', "),
        ('"always"', '"9 to 5"', "DE: Someone: hours: '9 to 5' is not like 'Mon-Fri 09:00-17:00'"),
        ('"always"', '"Mon-Abc 09:00-17:00"', "'Abc' is none of Mon, Tue"),
        ('"always"', '"09:00-25:00"', "'25:00' is no time of day"),
        ('"free"', '"cheap"', "DE: Someone: cost must be one of"),
        ('languages = ["de"]', "languages = []", "languages: must be a list with at least one"),
        ("https://example.org/line\"\ns", "http://example.org/line\"\ns", "with https://, not"),
        ('["https://example.org/line"]', '"https://example.org/line"', "source must be a list"),
        ("checked = 2026-01-02\n\n[spoken]", 'checked = "today"\n\n[spoken]', "checked must be a"),
        ('name = "Someone"', 'name = "Someone"\nfax = "1"', "DE: Someone: fax is not known here"),
        ('name = "Someone"', 'name = "Someone"\nword = "HELP"', "this line only takes calls"),
        ('name = "Someone"', 'name = "Someone"\nyoung = true', "needs one for everybody"),
        ('DE = "112"', 'AT = "112"', "DE: emergency.numbers has no number for it"),
        ('DE = "112"', 'DE = "112 or 110"', "emergency: DE: number cannot be '112 or 110'"),
        ('de = ["DE"]', 'fr = ["DE"]', "spoken.fr: DE has no line in that language"),
        (ANOTHER, ANOTHER + ANOTHER, "DE: 0800 111 stands there twice"),
    ],
)  # fmt: skip
def test_a_file_that_breaks_a_rule_is_refused_with_the_place(was, becomes, says):
    assert was in SMALL
    with pytest.raises(BrokenLines, match=re.escape(says)):
        read(SMALL.replace(was, becomes, 1))


def test_the_shipped_file_stands_in_the_order_of_the_countries():
    countries = list(tomllib.loads(TEXT)["lines"])
    assert countries == sorted(countries)
