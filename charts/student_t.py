"""Student's t, from the printed table: the bot's own process loads no scipy."""

_T_975 = (
    (1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (6, 2.447), (7, 2.365),
    (8, 2.306), (9, 2.262), (10, 2.228), (11, 2.201), (12, 2.179), (13, 2.160), (14, 2.145),
    (15, 2.131), (16, 2.120), (18, 2.101), (20, 2.086), (25, 2.060), (30, 2.042), (40, 2.021),
    (60, 2.000), (120, 1.980),
)  # fmt: skip
_NORMAL_975 = 1.960


def t_975(freedom: float) -> float:
    """The 97.5 % point of Student's t; between table rows by 1/freedom, good to 0.01 from 3 on.

    Table: Fisher & Yates, Statistical Tables, as reprinted in any textbook.
    """
    above = next((k for k, (rows, _) in enumerate(_T_975) if rows >= freedom), len(_T_975))
    if above == 0:
        return _T_975[0][1]
    left, at_left = _T_975[above - 1]
    right, at_right = _T_975[above] if above < len(_T_975) else (float("inf"), _NORMAL_975)
    part = (1 / left - 1 / freedom) / (1 / left - 1 / right)
    return at_left + part * (at_right - at_left)
