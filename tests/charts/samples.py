"""Views that tests use and people look at in `docs/gallery.md`."""

from dataclasses import replace
from datetime import date, timedelta

from charts.stats import middle_half
from charts.view import Band, Day, Drawn, DrawnGoal, Kind, Labels, OwnRow, WeekView

LABELS = Labels(
    mood="Mood",
    mood_low="very hard",
    mood_high="very good",
    your_usual="your usual, from 26 days",
    sleep="Sleep",
    sleep_unit="hours",
    goals="Goals",
    words="In your words",
    own="Your own questions",
    no_answer="no answer",
    quality="how it felt, 1–5",
    partly="partly",
    yes="yes",
    no="no",
    late="filled in later",
    as_usual="as usual",
    of_moments="middle of moments",
    win="a win",
    milestone="a milestone",
    note="a note",
    session="a session",
    medication="medication changed",
)
MONDAY = date(2026, 11, 16)
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def days(
    moods: list[int | None],
    sleeps: list[float | None] | None = None,
    qualities: list[int | None] | None = None,
    start: date = MONDAY,
) -> tuple[Day, ...]:
    """Days from a Monday on, with what was told."""
    n = len(moods)
    sleeps = sleeps or [None] * n
    qualities = qualities or [None] * n
    return tuple(
        Day(
            date=(day := start + timedelta(place)),
            label=NAMES[day.weekday()],
            sublabel=f"{day.day} {day:%b}",
            mood=moods[place],
            sleep_hours=sleeps[place],
            sleep_quality=qualities[place],
        )
        for place in range(n)
    )


def goal(
    title: str, done: int, target: int | None = None, *, partly: int = 0, new: str = ""
) -> DrawnGoal:
    """A goal and how often it was done."""
    count = f"{min(done, target)} of {target}" if target is not None else f"{done} times"
    beyond = 0 if target is None else max(0, done + partly - target)
    more = f"{beyond} more" if beyond else ""
    return DrawnGoal(title, "Goal 3", done, partly, target, count, new=new, more=more)


def silent(title: str, target: int | None) -> DrawnGoal:
    """A goal of which nothing was told."""
    return DrawnGoal(title, "Goal 3", 0, 0, target, "nothing noted", answered=False)


def row(name: str, cells: tuple[str | None, ...], said: str, levels: tuple[float | None, ...] = (),
        drawn: Drawn = "words") -> OwnRow:  # fmt: skip
    """A question of the person's own."""
    return OwnRow(name, "Question 2", cells, said, levels, drawn)


def fact(shown: tuple[Day, ...]) -> str:
    """The plain headline, as the chat says it."""
    moods = [day.mood for day in shown]
    said = f"{sum(mood is not None for mood in moods)} of {len(moods)} days"
    half = middle_half(moods)
    if half is None:
        return said
    low, high = half
    return f"{said}, mostly {low} to {high}" if low < high else f"{said}, mostly {low}"


def with_days(view: WeekView, made: tuple[Day, ...]) -> WeekView:
    """The view over other days, which its headline says."""
    return replace(view, days=made, title=fact(made))


def changed(view: WeekView, place: int, **fields: object) -> WeekView:
    """The view with one day changed."""
    made = list(view.days)
    made[place] = replace(made[place], **fields)
    return replace(view, days=tuple(made))


def full_week() -> WeekView:
    """A whole week with a little of everything."""
    view = WeekView(
        title="A steadier week: 7 of 7 days, mostly 4 to 7",
        subtitle="Your week, 16–22 November",
        days=days(
            [5, 4, 6, 3, 6, 8, 7],
            [6.5, 7, 7.5, 5, 7.25, 8.5, 8],
            [3, 3, 4, 1, 3, 5, 4],
        ),
        usual=Band(4, 7, 26),
        goals=(
            goal("Walk after lunch", 4, 3),
            goal("Phone one friend", 1, 2, partly=1),
            goal("Lights out before midnight", 4, 7, new="new"),
        ),
        words=(
            ("win", "Wed", "Called my sister and told her how the week has been"),
            ("note", "Thu", "Hardly slept. The meeting with the landlord went round in my head."),
            ("win", "Sat", "Went to the lake"),
        ),
        labels=LABELS,
    )
    view = changed(view, 2, win=True)
    view = changed(view, 3, late=True, note=True)
    view = changed(view, 4, as_usual=True)
    view = changed(view, 5, win=True)
    return changed(view, 6, today=True)


def few_days() -> WeekView:
    """Two of seven days."""
    view = full_week()
    return replace(
        view,
        title="2 of 7 days",
        days=days([None, 4, None, None, 6, None, None], [None, 6, None, None, None, None, None],
                  [None, 2, None, None, None, None, None]),
        usual=None,
        goals=(goal("Walk after lunch", 1, 3),),
        words=(),
    )  # fmt: skip


def empty_week() -> WeekView:
    """Nothing told."""
    return replace(
        full_week(), title="0 of 7 days", days=days([None] * 7), usual=None, goals=(), words=()
    )


def one_goal() -> WeekView:
    """One goal, no notes: everything fits the usual height."""
    return replace(full_week(), goals=full_week().goals[:1], words=())


def six_goals() -> WeekView:
    """More goals than fit the usual height."""
    more = (
        goal("Eat breakfast", 6, 7),
        goal("Ten minutes of tidying", 1, 3, partly=1),
        goal("Write down one good thing before going to bed every evening", 0, 7),
    )
    return replace(full_week(), goals=full_week().goals + more)


HOSTILE = (
    "$x^2$ and $ 5 $ \\frac{1}{2} \\ % & _ ^ {",
    "$",
    "$$",
    "\\",
    "🎉🎉🎉",
    "Walk 🚶\u200d♀️ with the dog 🐕",
    "和朋友散步",
    "散步 with 朋友 every day",
    "दोपहर के भोजन के बाद टहलना",
    "المشي بعد الغداء كل يوم",
    "הליכה אחרי ארוחת הצהריים",
    "Прогулка после обеда",
    "a" * 5000,
    "Ź" + "\u0301" * 300,
    "\u202eevil\u202c \u0000\u0007 \ud800 tabs\tand\nlines",
    "",
    "   ",
    "Ｗｉｄｅ ﷽ ﷽ ﷽",
    "👩‍👩‍👧‍👦",
)


def hostile() -> WeekView:
    """What people really type, everywhere it can be typed."""
    view = full_week()
    goals = tuple(
        replace(goal(text, 2, 3), instead=f"Goal {n}") for n, text in enumerate(HOSTILE, start=1)
    )
    words = tuple(("note", HOSTILE[k + 9][:30], HOSTILE[k + 9]) for k in range(6))
    return replace(view, title=HOSTILE[0], subtitle=HOSTILE[5], goals=goals, words=words)


def own_questions() -> WeekView:
    """Questions of every kind that someone has made, more than a picture has room for."""
    rows = (
        row("Energy", ("5", "", "7", "10", "", "1", "3"), "middle 5 (5 days)",
            (4 / 9, None, 6 / 9, 1.0, None, 0.0, 2 / 9), "line"),
        row("Asleep, % of the time in bed", ("81", "", "80", "", "86", "86", "71"),
            "middle 81 (5 days)", (0.66, None, 0.6, None, 1.0, 1.0, 0.0), "line"),
        row("Medication taken", ("yes", "no", "", "yes", "partly", "", ""), "yes on 2 of 4",
            (1.0, 0.0, None, 1.0, 0.5, None, None), "marks"),
        row("Time outside without the telephone", ("1 h 30",) * 7, "middle 1 h 30 (7 days)",
            (0.5,) * 7, "line"),
        row("Steps", ("100000",) * 7, "middle 100,000 steps (7 days)", (0.5,) * 7, "line"),
        *(row(f"Up at {n}", ("07:00",) * 7, "7 days") for n in range(3)),
        row("What helped", (), "walk (3 days), called a friend (2 days), breathing (1 day)"),
    )  # fmt: skip
    return replace(full_week(), goals=full_week().goals[:1], own=rows)


def lows() -> WeekView:
    """Seven days at the lowest step."""
    made = days([1] * 7, [0, 0, 1, 2, 3, 15, 10.5], [1] * 7)
    return replace(with_days(full_week(), made), words=())


def tens() -> WeekView:
    """Seven days at the highest step, and odd minutes of sleep."""
    nights = [7 + 1 / 3, 7.5, 8, 6.95, 12, 9.75, 8.1]
    view = with_days(full_week(), days([10] * 7, nights, [5] * 7))
    return replace(view, usual=Band(9, 9, 20), words=())


def up_and_down() -> WeekView:
    """The line at its steepest."""
    made = days([1, 10, 1, 10, 2, 9, 3], [4, 12, 4, 12, 4, 12, 4])
    view = changed(with_days(replace(full_week(), words=()), made), 0, win=True, late=True)
    return changed(view, 6, today=True)


def falling(last: int) -> WeekView:
    """Today is the lowest of the week."""
    view = replace(full_week(), days=days([5, 4, None, 7, 6, 8, last], [6, 7, None, 8, 7, 8, 5]))
    view = changed(view, 6, today=True, win=True, note=True)
    return changed(view, 2, note=True)


def valleys() -> WeekView:
    """Low days with better ones beside them, as usual and from moments."""
    view = replace(full_week(), days=days([2, 5, 1, 6, 2, 7, 2]), words=())
    view = changed(changed(view, 1, note=True), 3, win=True, note=True)
    view = changed(changed(view, 0, late=True), 4, as_usual=True)
    return changed(view, 6, today=True, as_usual=True)


def much_to_say() -> WeekView:
    """A win and a note on every day, more than the picture has room for."""
    view = full_week()
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    told = "It took me a while, and then it was done, and I was glad of it for the whole evening."
    words = tuple((kind, name, told) for name in names for kind in ("win", "note"))
    for place in range(7):
        view = changed(view, place, win=True, note=True)
    return replace(view, words=words)


def telling_month() -> WeekView:
    """Wins and notes on the same and on neighbouring days."""
    view = month(4)
    won, noted = (3, 8, 9, 14, 15, 16, 27), (2, 8, 9, 10, 15, 27)
    words: list[tuple[Kind, str, str]] = []
    for place, day in enumerate(view.days):
        view = changed(view, place, win=place in won, note=place in noted)
        words += [("win", day.sublabel, "Went out.")] if place in won else []
    return replace(view, words=tuple(words))


def arabic() -> WeekView:
    """A language that reads from right to left."""
    view = full_week()
    names = ("اثنين", "ثلاثاء", "أربعاء", "خميس", "جمعة", "سبت", "أحد")
    made = tuple(
        replace(day, label=name, sublabel=f"{day.date.day} نوفمبر")
        for day, name in zip(view.days, names, strict=True)
    )
    labels = replace(
        LABELS,
        mood="المزاج",
        mood_low="صعب جدا",
        mood_high="جيد جدا",
        your_usual="المعتاد لديك",
        sleep="النوم",
        sleep_unit="ساعات",
        quality="الجودة",
        goals="الأهداف",
        words="بكلماتك",
        partly="جزئيا",
        no_answer="بلا إدخال",
        late="أضيف لاحقا",
        as_usual="كالمعتاد",
        win="نجاح صغير",
        note="ملاحظة",
    )
    return replace(
        view,
        title="أسبوعك، ١٦–٢٢ نوفمبر",
        subtitle="٧ من ٧ أيام",
        days=made,
        labels=labels,
        goals=(replace(goal("المشي بعد الغداء", 2, 3), count="2 من 3"),),
        words=(("win", "أربعاء", "اتصلت بأختي"), ("note", "خميس", "لم أنم تقريبا")),
        right_to_left=True,
    )


def german() -> WeekView:
    """Long words on the axis and in the legend."""
    labels = replace(
        LABELS,
        mood="Stimmung",
        mood_low="außerordentlich schwer",
        mood_high="sehr gut",
        your_usual="für dich üblich, aus 26 Tagen",
        sleep="Schlaf",
        sleep_unit="Stunden",
        quality="Schlafqualität",
        goals="Ziele",
        words="In deinen Worten",
        partly="teilweise",
        late="nachgetragen",
        as_usual="wie üblich",
        win="ein Erfolg",
        note="eine Notiz",
    )
    view = full_week()
    made = tuple(
        replace(day, label=name, sublabel=f"{day.date.day}. Nov.")
        for day, name in zip(view.days, ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"), strict=True)
    )
    return replace(
        view,
        title="Eine ruhigere Woche: 7 von 7 Tagen, meistens 4 bis 7",
        subtitle="Deine Woche, 16.–22. November",
        goals=tuple(
            replace(one, title=name, count=one.count.replace("of", "von"), new="")
            for one, name in zip(
                view.goals,
                ("Nach dem Essen spazieren", "Jemanden anrufen", "Vor Mitternacht das Licht aus"),
                strict=True,
            )
        ),
        labels=labels,
        days=made,
    )


def month(weeks: int = 5) -> WeekView:
    """Four or five weeks with gaps."""
    n = 7 * weeks
    start = date(2026, 11, 23) - timedelta(n)
    moods: list[int | None] = [
        None if place % 11 in {3, 4} else 3 + (place * 7 + place // 5) % 6 for place in range(n)
    ]
    nights: list[float | None] = [
        None if place % 11 == 4 else 5 + (place * 3) % 8 / 2 for place in range(n)
    ]
    view = WeekView(
        title=fact(days(moods, start=start)),
        subtitle=f"Four weeks, {start:%-d %b} – 22 Nov" if weeks == 4 else "Five weeks",
        days=days(moods, nights, start=start),
        usual=Band(4, 7, 26),
        goals=(
            goal("Walk after lunch", 10, 3 * weeks),
            goal("Lights out before midnight", 20, n),
        ),
        words=full_week().words,
        labels=LABELS,
    )
    view = changed(view, 9, win=True)
    view = changed(view, 10, note=True, late=True)
    view = changed(view, 11, late=True)
    return changed(view, n - 2, today=True)


def eventful() -> WeekView:
    """Everything that can happen."""
    view = changed(replace(full_week(), words=()), 1, session=True, note=True)
    view = changed(view, 2, win=False, milestone=True)
    return changed(view, 4, medication=True, as_usual=False, of_moments=True)


def first_day() -> WeekView:
    """One day with the bot."""
    (day,) = days([6], [7.5], [4])
    return replace(
        full_week(), title="One day so far: 6 of 10", subtitle="Your days so far, from 16 Nov",
        days=(replace(day, today=True),), usual=None, goals=(goal("Walk after lunch", 1, 3),),
        words=(),
    )  # fmt: skip


def nights_only() -> WeekView:
    """Nights that were told, and no moods."""
    return replace(
        full_week(), title="Your week, 16–22 November", subtitle="", usual=None, words=(),
        days=days([None] * 7, [7, None, 6.5, 8, None, 7, 7.5], [3, None, 2, 4, None, 4, 5]),
        goals=(silent("Walk after lunch", 3), goal("Phone one friend", 2)),
    )  # fmt: skip


def thirty_goals() -> WeekView:
    """More goals than a page holds."""
    many = tuple(goal(f"Goal number {n + 1}", n % 5, 3, partly=n % 2) for n in range(30))
    return replace(full_week(), goals=many, words=())


def chinese() -> WeekView:
    """Goals and words in Chinese, no spaces to break at."""
    view = full_week()
    made = tuple(
        replace(day, label=name, sublabel=f"11月{day.date.day}日")
        for day, name in zip(view.days, ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
                             strict=True)
    )  # fmt: skip
    labels = replace(
        LABELS, mood="心情", mood_low="很低", mood_high="很好", your_usual="平常范围，来自 26 天",
        sleep="睡眠", sleep_unit="小时", goals="目标", words="你的话", quality="感觉如何，1–5",
        partly="部分", late="后来填写", as_usual="如常", win="小成就", note="笔记",
    )  # fmt: skip
    return replace(
        view, title="更平稳的一周：7 天中的 7 天，大多 4 到 7", subtitle="你的一周，11月16日–22日",
        days=made, labels=labels,
        goals=tuple(
            replace(one, count=one.count.replace(" of ", " / "))
            for one in (goal("午饭后散步", 4, 3), goal("给朋友打电话 📞", 1, 2, partly=1))
        ),
        words=(("note", "周四", "几乎没睡。和房东的谈话一直在脑子里转，早上还是去散步了。"),),
    )  # fmt: skip


def hindi() -> WeekView:
    """Goals and words in Devanagari."""
    view = full_week()
    names = ("सोम", "मंगल", "बुध", "गुरु", "शुक्र", "शनि", "रवि")
    made = tuple(
        replace(day, label=name, sublabel=f"{day.date.day} नव॰")
        for day, name in zip(view.days, names, strict=True)
    )
    labels = replace(
        LABELS, mood="मनोदशा", mood_low="बहुत कम", mood_high="बहुत अच्छा",
        your_usual="आपका सामान्य, 26 दिनों से", sleep="नींद", sleep_unit="घंटे", goals="लक्ष्य",
        words="आपके शब्दों में", quality="कैसी लगी, 1–5", partly="आंशिक", late="बाद में भरा",
        as_usual="हमेशा जैसा", win="एक जीत", note="एक नोट",
    )  # fmt: skip
    return replace(
        view, title="7 में से 7 दिन, अधिकतर 4 से 7", subtitle="आपका सप्ताह, 16–22 नवंबर",
        days=made, labels=labels,
        goals=(replace(goal("दोपहर के भोजन के बाद टहलना", 2, 3), count="3 में से 2"),),
        words=(("win", "बुध", "बहन को फ़ोन किया और उसे बताया कि सप्ताह कैसा रहा"),),
    )  # fmt: skip


VIEWS = {
    "full": full_week,
    "few": few_days,
    "empty": empty_week,
    "one_goal": one_goal,
    "six_goals": six_goals,
    "hostile": hostile,
    "own_questions": own_questions,
    "lows": lows,
    "tens": tens,
    "up_and_down": up_and_down,
    "falling_to_1": lambda: falling(1),
    "falling_to_2": lambda: falling(2),
    "valleys": valleys,
    "much_to_say": much_to_say,
    "arabic": arabic,
    "german": german,
    "month": month,
    "telling_month": telling_month,
    "eventful": eventful,
    "first_day": first_day,
    "nights_only": nights_only,
    "thirty_goals": thirty_goals,
    "chinese": chinese,
    "hindi": hindi,
}
