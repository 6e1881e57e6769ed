"""Whatever is pressed or typed, in whatever order, the person can go on."""

import json

from hypothesis import settings as budget
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from conversations.engine import advance
from conversations.events import (
    Answered,
    Back,
    Completed,
    Focused,
    Opened,
    Prompt,
    Repeated,
    Saved,
    Skipped,
    Stale,
    Tapped,
    Typed,
)
from conversations.formats.past_day import PastDay
from conversations.session import Session
from tests.conversations.every_flow import FLOWS

STEPS = st.sampled_from(sorted({step.id for flow in FLOWS for step in flow.steps} | {"", "gone"}))
SAID = st.sampled_from(
    ["7", "7:30", "23:10-06:40", "done", "1 2", "yes", "Walk", "mon fri", "daily", "days",
     "friday", "riga",
     "e", "21", "=", "", "\x00", "9" * 999]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


class AnyConversation(RuleBasedStateMachine):
    """A person with quick fingers, an old phone and a bad connection."""

    def __init__(self):
        super().__init__()
        self.flow = FLOWS[0]
        self.stored = json.dumps(Session().to_json())
        self.told = {}

    @initialize(
        flow=st.sampled_from(FLOWS), past=st.dictionaries(STEPS, JSON, max_size=3), focus=STEPS
    )
    def begin(self, flow, past, focus):
        self.flow = flow
        self.told = dict(past)
        self.stored = json.dumps(Session(past, focus).to_json())

    @property
    def session(self):
        return Session.from_json(json.loads(self.stored))

    def tell(self, event):
        before = self.session
        after, effects = advance(self.flow, before, event)
        assert (after, effects) == advance(self.flow, before, event)
        self.stored = json.dumps(after.to_json())
        assert self.session == after
        self.check(before, after, effects)
        return effects

    def check(self, before, after, effects):
        assert effects == (Repeated(),) or isinstance(effects[-1], Prompt | Completed)
        assert set(before.answers) <= set(after.answers)
        for effect in effects:
            if isinstance(effect, Answered):
                assert after.answers[effect.step] == effect.value
                assert [
                    s for s in after.answers if before.answers.get(s, ...) != after.answers[s]
                ] in (
                    [effect.step],
                    [],
                )
            if isinstance(effect, Stale | Repeated):
                assert after == before
            if isinstance(effect, Prompt):
                # What only stands beside the questions shows no progress.
                assert 0 <= effect.done < effect.total or (effect.ask.aside and not effect.total)
                effect.ask.format.options(effect.current)
                effect.ask.told(effect.current)

    @rule()
    def come_back(self):
        before = self.stored
        self.tell(Opened())
        assert self.stored == before

    @rule(raw=SAID | st.text())
    def write(self, raw):
        self.tell(Typed(raw))

    @rule(step=STEPS, data=SAID | st.text())
    def press_something_forged(self, step, data):
        self.tell(Tapped(step, data))

    @rule(pick=st.integers(0, 10_000), at=st.integers(0, 20), twice=st.booleans())
    def press_a_real_button(self, pick, at, twice):
        steps = self.flow.applicable(self.session.answers)
        step = steps[at % len(steps)]
        values = [
            option.value
            for row in step.format.options(self.session.answers.get(step.id))
            for option in row
        ]
        if not values:
            return
        event = Tapped(step.id, values[pick % len(values)])
        self.tell(event)
        if twice:
            once = self.session.answers
            self.tell(event)
            assert self.session.answers == once

    @rule(step=STEPS)
    def save(self, step):
        self.tell(Saved(step))

    @rule(step=STEPS | st.none())
    def skip(self, step):
        self.tell(Skipped(step))

    @rule(step=STEPS | st.none())
    def go_back(self, step):
        answers = self.session.answers
        self.tell(Back(step))
        assert self.session.answers == answers

    @rule(step=STEPS)
    def edit(self, step):
        answers = self.session.answers
        self.tell(Focused(step))
        assert self.session.answers == answers

    @rule(flow=st.sampled_from(FLOWS))
    def meet_a_changed_script(self, flow):
        self.flow = flow

    @invariant()
    def the_person_can_always_reach_the_end(self):
        session = self.session
        for _ in range(len(self.flow.steps) + 1):
            ask = self.flow.current(session.answers, session.focus)
            if ask is None:
                break
            offered = ask.format.options(session.answers.get(ask.id))
            typed = Typed("friday" if isinstance(ask.format, PastDay) else "Walk")
            answer = Tapped(ask.id, offered[0][0].value) if offered else typed
            session, _ = advance(self.flow, session, Skipped(ask.id) if ask.optional else answer)
        assert advance(self.flow, session, Opened())[1] == (Completed(),)


TestAnyConversation = AnyConversation.TestCase
TestAnyConversation.settings = budget(max_examples=120, stateful_step_count=30)
