"""The year picture: months as rows, one tile a day on the ramp of moods.

The first months of a diary have room for several rows each, with the number in every tile.
"""

from charts.columns import Columns
from charts.glyphs import width
from charts.lines import centred, drawable, fitted
from charts.pages import BOTTOM, TOP
from charts.panels.heads import header
from charts.panels.legend import SIGN, Key, gap, laid, of_kind
from charts.panels.signs import happening, hatching
from charts.png import png
from charts.shapes import Box, Disc, Picture, Shape, Stroke, Words, mirrored
from charts.theme import HEIGHT, LABEL, NUMBER, SECTION, SMALL, THEMES, WIDTH, Theme
from charts.view import Happening
from charts.year_grid import DAYS, MonthGrid, frame_of_year, grid_of
from charts.year_view import YearDay, YearMonth, YearView

MARKED: tuple[Happening, ...] = ("session", "medication", "milestone")
"""What is marked over a day; the rarest where there is more, and the words below name all."""
_NAMED = (1, 5, 10, 15, 20, 25, 30)
_SCALE, _R = 116, 10
_SWATCH, _LARGE = 46, 70
_ALIKE = {"mood.tile": 0, "gap": 1, "gap.hatch": 2}


def draw(view: YearView) -> bytes:
    """The picture as PNG bytes, 1080 × 1350."""
    return png(lay_out(view), THEMES[view.look])


def lay_out(view: YearView) -> Picture:
    """Where everything stands; what tests read."""
    theme = THEMES[view.look]
    frame = frame_of_year(view)
    shapes, y = header(view.title, view.subtitle, frame, TOP, theme)
    foot, end = laid(_keys(view), frame, HEIGHT - BOTTOM, theme)
    grid = grid_of(view, frame, y, end - _SCALE)
    if frame.days == DAYS:
        shapes += _day_heads(frame, y, theme)
    drawn = [
        shape
        for place, month in enumerate(view.months)
        for shape in _month(month, place, grid, theme)
    ]
    # What looks alike stands side by side, so that it is drawn at once; nothing covers another.
    shapes += sorted(drawn, key=lambda shape: _ALIKE.get(shape.role, len(_ALIKE)))
    shapes += _scale(view, frame, end - _SCALE / 2 - 8, theme)
    picture = Picture(WIDTH, HEIGHT, theme.ground, (*shapes, *foot))
    return mirrored(picture) if view.right_to_left else picture


def _keys(view: YearView) -> list[Key]:
    labels, days = view.labels, [day for month in view.months for day in month.days]
    happened = {kind for day in days for kind in day.happenings}
    found: list[tuple[bool, Key]] = [
        (any(day.mood is None for day in days), (gap, SIGN, labels.no_answer)),
        ("session" in happened, (of_kind("session"), SIGN, labels.session)),
        ("medication" in happened, (of_kind("medication"), SIGN, labels.medication)),
        ("milestone" in happened, (of_kind("milestone"), SIGN, labels.milestone)),
        (any(day.of_moments for day in days), (_round, SIGN, labels.of_moments)),
        (any(month.typical for month in view.months), (None, 0, labels.typical)),
    ]
    return [key for here, key in found if here and key[2]]


def _day_heads(frame: Columns, top: float, theme: Theme) -> list[Shape]:
    return [
        Words(frame.centre(day - 1), top + 30, str(day), SMALL, theme.quiet, anchor="middle",
              role="day.number")
        for day in _NAMED
    ]  # fmt: skip


def _month(month: YearMonth, place: int, grid: MonthGrid, theme: Theme) -> list[Shape]:
    """The month's name, its typical mood below it, and a tile for each day."""
    frame, first = grid.frame, month.begins
    last = first + len(month.days) - 1
    top = grid.y(place, 0)
    name = fitted(month.name, frame.gutter, LABEL, bold=True)
    middle = top + frame.step / 2
    shapes: list[Shape] = [
        Words(frame.left, centred(middle - 17, LABEL), name, LABEL, theme.ink, bold=True,
              role="month.name", day=place)
    ]  # fmt: skip
    above, below = grid.rows(month)
    named = above > 0 or grid.base > 1
    if not named:  # else the days stand below the name
        typical = fitted(month.typical, frame.gutter, SMALL)
        shapes.append(
            Words(frame.left, centred(middle + 17, SMALL), typical, SMALL, theme.quiet,
                  role="month.typical", day=place)
        )  # fmt: skip
    for row in range(above, below + 1):
        if row > above or named:
            begins = max(first, row * frame.days + grid.base)
            ends = min(last, (row + 1) * frame.days + grid.base - 1)
            which = f"{begins}–{ends}" if begins < ends else str(ends)
            y = grid.y(place, row - above) + frame.step / 2 + (17 if row == above else 0)
            shapes.append(
                Words(frame.left, centred(y, SMALL), which, SMALL, theme.quiet,
                      role="month.days")
            )  # fmt: skip
    for at, day in enumerate(month.days):
        row, column = divmod(first - grid.base + at, frame.days)
        top = grid.y(place, row - above)
        shapes += _tile(day, first + at, frame.edge(column), top, frame, theme)
    return shapes


def _tile(
    day: YearDay, number: int, x: float, top: float, frame: Columns, theme: Theme
) -> list[Shape]:
    left, right = x + 2, x + frame.step - 2
    middle, bottom = (left + right) / 2, top + right - left
    radius = 0.0 if frame.days == DAYS else 9.0
    shapes: list[Shape] = []
    for kind in [kind for kind in MARKED if kind in day.happenings][:1]:
        shapes += happening(kind, middle, top - _R - 5, _R, theme, number)
    if day.mood is None:
        return [
            *shapes,
            Box(left, top, right, bottom, radius=radius, edge=theme.faint, weight=2, role="gap",
                day=number),
            *_hatched(left, right, top, bottom, number, frame, theme),
        ]  # fmt: skip
    radius = (right - left) / 2 if day.of_moments else radius
    shapes.append(
        Box(left, top, right, bottom, radius=radius, fill=theme.of_mood(day.mood),
            edge=theme.mood, weight=2, role="mood.tile", day=number)
    )  # fmt: skip
    if frame.days < DAYS:
        size = SECTION if frame.step > _LARGE else LABEL
        shapes.append(
            Words(middle, centred((top + bottom) / 2, size), str(day.mood), size,
                  theme.on_mood(day.mood), bold=True, anchor="middle", role="mood.value",
                  day=number)
        )  # fmt: skip
    return shapes


def _round(x: float, y: float, theme: Theme) -> list[Shape]:
    """A day whose mood is the middle of its moments."""
    return [Disc(x + 13, y, 13, fill=theme.of_mood(7), edge=theme.mood, weight=2,
                 role="legend.moments")]  # fmt: skip


def _hatched(
    left: float, right: float, top: float, bottom: float, number: int, frame: Columns,
    theme: Theme,
) -> list[Shape]:  # fmt: skip
    """A small tile has room for one slanted line."""
    if frame.days < DAYS:
        return hatching(left, right, top, bottom, theme, day=number)
    line = ((left + 5, bottom - 5), (right - 5, top + 5))
    return [Stroke(line, theme.hatch, 2, role="gap.hatch", day=number)]


def _scale(view: YearView, frame: Columns, y: float, theme: Theme) -> list[Shape]:
    """Which colour is which mood: the ten of them with their numbers, the ends in words."""
    labels, many = view.labels, len(theme.ramp)
    left = frame.left + width(drawable(labels.mood_low), SMALL) + 18
    left = min(left, frame.right - many * (_SWATCH + 6) - 200)
    low = fitted(labels.mood_low, left - frame.left - 12, SMALL)
    shapes: list[Shape] = [
        Words(frame.left, centred(y, SMALL), low, SMALL, theme.quiet, role="scale.end"),
    ]  # fmt: skip
    for place, colour in enumerate(theme.ramp):
        x = left + place * (_SWATCH + 6)
        number = str(place + 1)
        shapes += [
            Box(x, y - _SWATCH / 2, x + _SWATCH, y + _SWATCH / 2, radius=8, fill=colour,
                edge=theme.mood, weight=2, role="scale.tile"),
            Words(x + _SWATCH / 2, centred(y, NUMBER), number, NUMBER, theme.on_ramp[place],
                  bold=True, anchor="middle", role="scale.number"),
        ]  # fmt: skip
    x = left + many * (_SWATCH + 6) + 12
    high = fitted(labels.mood_high, frame.right - x, SMALL)
    return [
        *shapes,
        Words(x, centred(y, SMALL), high, SMALL, theme.quiet, role="scale.end"),
    ]
