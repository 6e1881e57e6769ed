"""What the stories share: a day, a zone, two goals, a conversation stored between all steps."""

import json
from datetime import date
from zoneinfo import ZoneInfo

from conversations.engine import advance
from conversations.events import Effect, Event, Opened
from conversations.flow import Flow
from conversations.flows.check_in import GoalItem
from conversations.session import Session

TODAY = date(2026, 11, 24)  # a Tuesday
RIGA = ZoneInfo("Europe/Riga")
WALK = GoalItem("1", "Walk after lunch")
CALL = GoalItem("2", "Call Sam")


class Player:
    """A conversation as the shell holds it: dumped to JSON and read back before every event."""

    def __init__(self, flow: Flow, session: Session | None = None) -> None:
        self.flow = flow
        self.stored = json.dumps((session or Session()).to_json())
        self.effects: tuple[Effect, ...] = ()
        self.tell(Opened())

    @property
    def session(self) -> Session:
        return Session.from_json(json.loads(self.stored))

    def tell(self, *events: Event) -> tuple[Effect, ...]:
        for event in events:
            after, self.effects = advance(self.flow, self.session, event)
            self.stored = json.dumps(after.to_json())
        return self.effects

    @property
    def asks(self) -> str | None:
        ask = self.flow.current(self.session.answers, self.session.focus)
        return ask.id if ask else None
