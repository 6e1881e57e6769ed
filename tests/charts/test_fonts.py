"""The faces: shipped with their licences, static, and asked in order."""

import pytest
from fontTools.ttLib import TTFont

from charts.fonts import BOLD, FOLDER, REGULAR, can_draw, face_of, faces_for

FILES = sorted(FOLDER.glob("*.ttf"))


@pytest.mark.parametrize(
    "text",
    [
        "Grüße, à bientôt, dzięki, việt", "Прогулка", "Περίπατος", "المشي بعد الغداء", "הליכה",
        "दोपहर के बाद", "দুপুরের পর", "மதிய உணவு", "భోజనం", "ಊಟ", "ഊണ്", "બપોર", "ਦੁਪਹਿਰ", "ଖାଇବା",
        "ආහාර", "เดินเล่น", "ຍ່າງ", "ដើរ", "လမ်းလျှောက်", "სეირნობა", "զբոսանք", "እግር", "ދުވުން",
        "和朋友散步", "散歩する", "산책", "🎉 👩‍👩‍👧‍👦 🐕 ❤️ 🏃🏽‍♀️ 🇩🇪", "∑ √ ≈ → ☎ ✓ ♫",
    ],
)  # fmt: skip
def test_what_people_type_can_be_drawn(text):
    assert can_draw(text)


def test_only_the_faces_that_are_needed_are_asked():
    assert faces_for("Walk") == (REGULAR,)
    assert faces_for("Walk", bold=True) == (BOLD,)
    assert [file.rpartition("/")[2] for file in faces_for("Walk with 朋友")[1:]] == [
        "DroidSansFallback.ttf"
    ]


def test_a_script_has_its_own_bold_where_there_is_one():
    assert faces_for("نوم", bold=True)[1].endswith("NotoSansArabic-SemiBold.ttf")
    assert faces_for("산책", bold=True)[1].endswith("DroidSansFallback.ttf")


def test_what_no_face_has_is_known():
    assert face_of("𒀀") is None
    assert not can_draw("𒀀")


def test_each_file_is_static_and_under_a_licence_that_is_shipped():
    licences = (FOLDER / "LICENSE-OFL.txt").read_text("utf-8")
    for file in FILES:
        font = TTFont(file)
        assert "fvar" not in font, file.name
        owner = font["name"].getDebugName(0)
        assert any(name in owner for name in ("Inter Project", "Noto Project", "Google")), file
    assert "SIL OPEN FONT LICENSE Version 1.1" in licences
    assert "Apache License" in (FOLDER / "LICENSE-Apache-2.0.txt").read_text("utf-8")


def test_they_stay_small():
    assert sum(file.stat().st_size for file in FILES) < 9_000_000


def test_the_readme_names_every_kind_of_file():
    readme = (FOLDER / "README.md").read_text("utf-8")
    for file in FILES:
        stem = file.stem
        kinds = (stem, f"NotoSans*-{stem.rpartition('-')[2]}")
        assert any(f"`{kind}`" in readme for kind in kinds), file.name
