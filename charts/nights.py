"""The sleep picture: each night a bar from bed to waking, over midnight."""

from dataclasses import dataclass
from math import ceil, floor

from charts.columns import MARGIN, Columns
from charts.glyphs import width
from charts.lines import balanced, centred, drawable, fitted
from charts.nights_view import NOON, DrawnNight, NightsView
from charts.pages import BOTTOM, TOP
from charts.panels.heads import header
from charts.panels.legend import SIGN, Key, gap, laid
from charts.panels.nights import bar, bed_key, sleep_key, to_sleep_key, woke_key
from charts.panels.signs import hatching
from charts.png import png
from charts.shapes import Box, Picture, Shape, Stroke, Words, mirrored
from charts.theme import HEIGHT, LABEL, NUMBER, SMALL, THEMES, WIDTH, Theme

HOUR = 60
_LEAST = 12 * HOUR
_STEPS = (2, 3, 4, 6, 8, 12)
_HEADS, _REGULAR, _LINE = 74, 20, 40
_WEEK_ROW, _LOWEST = 150, 24
_AXIS_ROOM = 96
_FIGURES = 92
"""The room of a time of the clock before a bar, and after it."""
_HEAD = 190
"""The most that the numbers at the end of a row take."""
_MIDNIGHT = 12 * HOUR


def draw(view: NightsView) -> bytes:
    """The picture as PNG bytes, 1080 × 1350."""
    return png(lay_out(view), THEMES[view.look])


@dataclass(frozen=True, slots=True)
class ClockAxis(Columns):
    """Where a time of the night stands."""

    begins: int = 0
    ends: int = NOON

    def x(self, minutes: float) -> float:
        """From noon of the day before on."""
        part = (minutes - self.begins) / (self.ends - self.begins)
        return self.first + part * (self.end - self.first)


def lay_out(view: NightsView) -> Picture:
    """Where everything stands; what tests read."""
    theme, frame = THEMES[view.look], _axis(view)
    shapes, y = header(view.title, view.subtitle, frame, TOP, theme)
    foot, bottom = laid(_keys(view), frame, HEIGHT - BOTTOM, theme)
    said = balanced(view.labels.regular, frame.right - frame.left, LABEL, 2)
    bottom -= _REGULAR + _LINE * len(said)
    shapes += [
        Words(frame.left, bottom + _LINE * (at + 0.8), line, LABEL, theme.ink, role="regular")
        for at, line in enumerate(said)
    ]
    y += _HEADS
    tall = min(_WEEK_ROW, (bottom - 16 - y) / len(view.nights))
    bottom = y + tall * len(view.nights)
    head = width(drawable(view.labels.part), SMALL) if view.is_week else 0
    shapes += _clock(frame, head, y, bottom, theme)
    shapes += _heads(view, frame, y, theme)
    for place, night in enumerate(view.nights):
        top = y + place * tall
        shapes += _row(view, night, place, frame, top, tall, theme)
    picture = Picture(WIDTH, HEIGHT, theme.ground, (*shapes, *foot))
    return mirrored(picture) if view.right_to_left else picture


def _axis(view: NightsView) -> ClockAxis:
    """All nights with a margin, and never less than twelve hours."""
    spans = [span for night in view.nights for span in (night.asleep, night.in_bed) if span]
    begins = min((span[0] for span in spans), default=9 * HOUR)
    ends = max((span[1] for span in spans), default=21 * HOUR)
    names = [drawable(text) for night in view.nights for text in (night.label, night.sublabel)]
    gutter = max(width(name, LABEL) for name in names)
    heads = (view.labels.slept, view.labels.part)
    told = [night.slept for night in view.nights] + [night.part for night in view.nights]
    after = max(
        [width(drawable(head), SMALL) for head in heads if head]
        + [width(text, NUMBER, bold=True) for text in told]
    )
    first = MARGIN + min(gutter, 180) + 18
    end = WIDTH - MARGIN - (min(after, _HEAD) + 18 if view.is_week else 0)
    beside = _FIGURES if view.is_week else 0
    long = max(_LEAST, (ends - begins) * (end - first) / (end - first - 2 * beside))
    spare = (long - (ends - begins)) / 2
    return ClockAxis(
        days=len(view.nights),
        first=first,
        end=end,
        begins=floor((begins - spare) / HOUR) * HOUR,
        ends=ceil((ends + spare) / HOUR) * HOUR,
    )


def _clock(frame: ClockAxis, head: float, top: float, bottom: float, theme: Theme) -> list[Shape]:
    """Lines at whole hours, as many as have room for their names; midnight is one of them.

    They end before the head of the numbers, which is so wide.
    """
    hours = (frame.ends - frame.begins) / HOUR
    room = (frame.end - frame.first) / hours
    step = next((n for n in _STEPS if n * room >= _AXIS_ROOM), _STEPS[-1]) * HOUR
    shapes: list[Shape] = []
    first = ceil((frame.begins - _MIDNIGHT) / step) * step + _MIDNIGHT
    last = min(frame.end + 20, frame.right - head - 16)
    for minutes in range(first, frame.ends + 1, step):
        x, midnight = frame.x(minutes), (minutes - _MIDNIGHT) % NOON == 0
        line = ((x, top - 4), (x, bottom))
        shapes.append(
            Stroke(line, theme.quiet if midnight else theme.grid, 2,
                   role="clock.midnight" if midnight else "clock.line")
        )  # fmt: skip
        name = f"{(minutes // HOUR + 12) % 24}:00"
        half = width(name, SMALL) / 2
        if x - half >= frame.first - 40 and x + half <= last:
            shapes.append(
                Words(x, top - 16, name, SMALL, theme.quiet, anchor="middle", role="clock.hour")
            )
    return shapes


def _heads(view: NightsView, frame: ClockAxis, top: float, theme: Theme) -> list[Shape]:
    """What the numbers at the end of each row are."""
    if not view.is_week:
        return []
    room = frame.right - frame.end - 12
    return [
        Words(frame.right, y, fitted(text, room, SMALL), SMALL, theme.quiet, anchor="end",
              role="night.head")
        for text, y in ((view.labels.slept, top - 50), (view.labels.part, top - 16))
        if text
    ]  # fmt: skip


def _row(
    view: NightsView, night: DrawnNight, place: int, frame: ClockAxis, top: float, tall: float,
    theme: Theme,
) -> list[Shape]:  # fmt: skip
    middle = top + tall / 2
    shapes = _names(view, night, place, frame, middle, theme)
    reach = min(24.0, tall / 2 - 3) if view.is_week else min(12.0, tall / 2 - 2)
    if night.asleep is None:
        left, right = frame.first + 8, frame.end - 8
        return [
            *shapes,
            Box(left, middle - reach, right, middle + reach, radius=6, edge=theme.faint, weight=2,
                role="gap", day=place),
            *hatching(left, right, middle - reach, middle + reach, theme, day=place),
            *(_numbers(night, place, frame, middle, theme) if view.is_week else []),
        ]  # fmt: skip
    shapes += bar(night, place, frame.x, middle, reach, theme)
    if view.is_week:
        shapes += _ends(night, place, frame, middle, theme)
        shapes += _numbers(night, place, frame, middle, theme)
    return shapes


def _names(
    view: NightsView, night: DrawnNight, place: int, frame: ClockAxis, middle: float, theme: Theme
) -> list[Shape]:
    """The day a night ended on; of four weeks every seventh is named."""
    if not view.is_week:
        if place % 7:
            return []
        name = fitted(night.sublabel, frame.gutter, SMALL)
        return [
            Words(frame.left, centred(middle, SMALL), name, SMALL, theme.quiet, role="night.day",
                  day=place)
        ]  # fmt: skip
    return [
        Words(frame.left, centred(middle - 18, LABEL), fitted(night.label, frame.gutter, LABEL),
              LABEL, theme.ink, role="night.day", day=place),
        Words(frame.left, centred(middle + 18, SMALL), fitted(night.sublabel, frame.gutter, SMALL),
              SMALL, theme.quiet, role="night.date", day=place),
    ]  # fmt: skip


def _ends(
    night: DrawnNight, place: int, frame: ClockAxis, middle: float, theme: Theme
) -> list[Shape]:
    """The two ends in figures, before and after the bar."""
    spans = [span for span in (night.asleep, night.in_bed) if span]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    y = centred(middle, SMALL)
    return [
        Words(frame.x(first) - 12, y, night.begins, SMALL, theme.ink, anchor="end",
              halo=theme.ground, role="night.begins", day=place),
        Words(frame.x(last) + 12, y, night.ends, SMALL, theme.ink, halo=theme.ground,
              role="night.ends", day=place),
    ]  # fmt: skip


def _numbers(
    night: DrawnNight, place: int, frame: ClockAxis, middle: float, theme: Theme
) -> list[Shape]:
    shapes: list[Shape] = []
    if night.slept:
        y = centred(middle - (19 if night.part else 0), NUMBER)
        shapes.append(
            Words(frame.right, y, night.slept, NUMBER, theme.ink, bold=True, anchor="end",
                  role="night.slept", day=place)
        )  # fmt: skip
    if night.part:
        shapes.append(
            Words(frame.right, centred(middle + 19, SMALL), night.part, SMALL, theme.quiet,
                  anchor="end", role="night.part", day=place)
        )  # fmt: skip
    return shapes


def _keys(view: NightsView) -> list[Key]:
    labels, nights = view.labels, view.nights
    timed = [night for night in nights if night.asleep]
    found: list[tuple[bool, Key]] = [
        (bool(timed), (sleep_key, 56, labels.asleep)),
        (any(night.to_sleep for night in timed), (to_sleep_key, 56, labels.to_sleep)),
        (any(night.in_bed for night in timed), (bed_key, 56, labels.in_bed)),
        (any(night.wakings for night in timed), (woke_key, 34, labels.woke)),
        (len(timed) < len(nights), (gap, SIGN, labels.no_times)),
    ]
    return [key for here, key in found if here]
