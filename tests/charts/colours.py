"""How far apart two colours are, to every kind of eye."""

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import numpy as np

# Machado, Oliveira & Fernandes 2009 (IEEE Trans. Vis. Comput. Graph. 15(6), 1291-1298), severity
# 1.0, on linear RGB.
EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750),
        (0.0193339, 0.1191920, 0.9503041))  # fmt: skip
_WHITE = (0.95047, 1.0, 1.08883)
Lab = tuple[float, float, float]


def linear(colour: str) -> list[float]:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def luminance(colour: str) -> float:
    return float(np.dot((0.2126, 0.7152, 0.0722), linear(colour)))


def contrast(one: str, other: str) -> float:
    """By the WCAG 2.2 formula."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, eyes: str = "usual") -> Lab:
    """The colour in CIELAB (D65) as such eyes see it."""
    rgb = np.clip(np.array(EYES[eyes]) @ np.array(linear(colour)), 0, 1)
    x, y, z = (
        part ** (1 / 3) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29
        for part in (np.array(_XYZ) @ rgb) / np.array(_WHITE)
    )
    return float(116 * y - 16), float(500 * (x - y)), float(200 * (y - z))


def distance(one: str, other: str, eyes: str = "usual") -> float:
    return ciede2000(seen(one, eyes), seen(other, eyes))


def ciede2000(one: Lab, other: Lab) -> float:
    """Sharma, Wu & Dalal 2005 (Color Res. Appl. 30, 21-30), with all weights 1."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = (degrees(atan2(b, a)) % 360 if a or b else 0.0 for a, b in ((a1, b1), (a2, b2)))
    turn, around = h2 - h1, h1 + h2
    if c1 * c2 == 0:
        turn = 0.0
    elif abs(turn) > 180:
        turn -= 360 if turn > 0 else -360
        around += 360 if around < 360 else -360
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = around / 2 if c1 * c2 else around
    t = (1 - 0.17 * cos(radians(hue - 30)) + 0.24 * cos(radians(2 * hue))
         + 0.32 * cos(radians(3 * hue + 6)) - 0.20 * cos(radians(4 * hue - 63)))  # fmt: skip
    s_l = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    s_c, s_h = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    bend = 2 * sqrt(chroma**7 / (chroma**7 + 25**7))
    r = -sin(radians(60 * exp(-(((hue - 275) / 25) ** 2)))) * bend
    d_l, d_c = (l2 - l1) / s_l, (c2 - c1) / s_c
    d_h = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / s_h
    return sqrt(d_l**2 + d_c**2 + d_h**2 + r * d_c * d_h)
