"""What a PDF library and a program for reading find in the page."""

import io
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import pairwise

import pikepdf
import pytest
from PIL import Image

from charts.report import typeset
from charts.report.room import ROOMS
from charts.report.typeset import report_pdf, report_picture
from charts.report.view import ReportPreview
from tests.charts.report import samples


def pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as found:
        return len(found.pages)


def read(pdf: bytes, *options: str) -> str:
    """The words, in the order in which they stand in the file."""
    order = ["pdftotext", *options, "-", "-"]
    return subprocess.run(order, input=pdf, capture_output=True, check=True).stdout.decode()


def tags(pdf: bytes) -> list[tuple[str, str]]:
    """The structure tree from its root on: each tag, and the words that stand for a figure."""

    def walk(node: pikepdf.Object) -> Iterator[tuple[str, str]]:
        if isinstance(node, pikepdf.Array):
            for one in node:
                yield from walk(one)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield str(node.S), str(node.get("/Alt", ""))
            if "/K" in node:
                yield from walk(node.K)

    with pikepdf.open(io.BytesIO(pdf)) as found:
        return list(walk(found.Root.StructTreeRoot.K))


def test_a_full_front_is_one_page() -> None:
    assert pages(report_pdf(samples.only_front(samples.full()))) == 1
    assert pages(report_pdf(samples.full())) == 4


def test_it_is_tagged_as_accessible_and_says_its_title_and_language() -> None:
    with pikepdf.open(io.BytesIO(report_pdf(samples.full()))) as found:
        assert bool(found.Root.MarkInfo.Marked)
        assert str(found.Root.Lang) == "en"
        assert bool(found.Root.ViewerPreferences.DisplayDocTitle)
        with found.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == "For my session, 27 Oct – 23 Nov 2026"


def test_the_tags_stand_in_the_order_of_the_page() -> None:
    found = [tag for tag, _ in tags(report_pdf(samples.only_front(samples.full())))]
    heads = [tag for tag in found if tag in ("/H1", "/H2", "/Figure", "/Table", "/L")]
    assert heads == [
        "/H1",
        *("/H2", "/L"),  # to talk about
        *("/H2", "/Table"),  # questionnaires
        *("/H2", "/Figure"),  # the days
        *("/H2", "/Table"),  # nights
        *("/H2", "/Table"),  # goals
        *("/H2", "/L") * 2,  # helped, in the way
        *("/H2", "/L") * 3,  # wins, medication, own questions
        *("/H2", "/L") * 2,  # the hard side, questions
    ]
    assert found.count("/TH") == 6 + 2 + 2


def test_the_chart_is_told_in_words_and_nothing_else_is_a_figure() -> None:
    figures = [words for tag, words in tags(report_pdf(samples.full())) if tag == "/Figure"]
    assert figures == ["Mood, day by day: 5, 4, no answer"]


def test_every_part_can_be_read_out_in_order() -> None:
    said = read(report_pdf(samples.full()), "-raw")
    order = (
        "For my session", "25 of 28 days answered", "the dose", "PHQ-9", "Mood: 25 of 28", "86 %",
        "Agreed on 10 Nov", "Walk", "a walk: 3 days", "work: on 4 of 6", "cooked", "50 mg",
        "Energy: 5 in the middle", "ticked by me", "What helped?", "As I told it.", "Two.",
        "Sleep diary", "Diary card",
    )  # fmt: skip
    places = [said.index(words) for words in order]
    assert places == sorted(places)


def test_words_are_printed_and_never_executed() -> None:
    said = " ".join(read(report_pdf(samples.hostile())).split())
    assert '#read("/etc/passwd")' in said
    assert "root:" not in said
    assert "*not bold* _not slanted_ $x^2$ @ref <label> `code` // no comment" in said
    assert "和朋友散步" in said
    assert "दोपहर" in said


def test_more_than_fits_is_shortened_by_count_and_stays_one_page() -> None:
    pdf = report_pdf(replace(samples.hostile(), journal=None))
    assert pages(pdf) == 1
    assert "more in the app" in read(pdf)


def test_every_letter_on_the_page_can_be_read() -> None:
    """No line is set smaller than nine points, in whichever room."""
    for view in (samples.full(), samples.hostile()):
        boxes = read(report_pdf(view), "-bbox-layout")
        assert "<word" in boxes
        with pikepdf.open(io.BytesIO(report_pdf(view))) as found:
            sizes = [
                float(operands[1])
                for page in found.pages
                for operands, operator in pikepdf.parse_content_stream(page)
                if str(operator) == "Tf"
            ]
        assert min(sizes) >= 9


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
def test_it_is_made_for_the_paper_that_people_have(paper: str, size: tuple[int, int]) -> None:
    pdf = report_pdf(replace(samples.only_front(samples.full()), paper=paper))
    with pikepdf.open(io.BytesIO(pdf)) as found:
        _, _, width, height = found.pages[0].mediabox
        assert (round(float(width)), round(float(height))) == size
        assert len(found.pages) == 1


def test_a_picture_shows_one_page_after_the_other() -> None:
    view = samples.full()
    first, second, again = (report_picture(ReportPreview(view, n)) for n in (0, 1, 4))
    assert first == again != second
    assert Image.open(io.BytesIO(first)).size == (909, 1286)


def test_nothing_told_is_a_calm_page_too() -> None:
    pdf = report_pdf(samples.empty())
    assert pages(pdf) == 1
    assert "0 of 28 days answered" in read(pdf)


def test_a_language_that_reads_from_the_right_is_set_so() -> None:
    view = replace(samples.full(), language="ar", right_to_left=True, title="لجلستي")
    pdf = report_pdf(view)
    with pikepdf.open(io.BytesIO(pdf)) as found:
        assert str(found.Root.Lang) == "ar"
    assert pages(pdf) == 4


def test_the_same_page_is_the_same_bytes() -> None:
    assert report_pdf(samples.full()) == report_pdf(samples.full())


def test_each_room_is_smaller_than_the_one_before() -> None:
    for before, after in pairwise(map(asdict, ROOMS)):
        changed = [name for name in before if before[name] != after[name]]
        assert len(changed) == 1
        assert after[changed[0]] < before[changed[0]]


def test_the_page_needs_nothing_that_a_machine_has_installed() -> None:
    """Every face in the file is one of those that are shipped."""
    shipped = {path.stem.partition("-")[0].lower() for path in typeset.FONTS.glob("*.[ot]t[fc]*")}
    with pikepdf.open(io.BytesIO(report_pdf(samples.hostile()))) as found:
        used = {
            str(font.BaseFont).partition("+")[2].partition("-")[0].lower()
            for page in found.pages
            for font in page.Resources.Font.values()
        }
    assert used <= shipped
