"""Every command, button, dialog and nudge by its name; built once, when the bot starts."""

from collections.abc import Iterable
from typing import TypeVar

from bot.core.attachments import Maker, MakerDeps
from bot.core.feature import Feature

T = TypeVar("T")


class Registry:
    """What the features announce. Two of one name stop the start."""

    def __init__(self, features: Iterable[Feature]) -> None:
        self.features = features = tuple(features)
        _by_name((f.name, f) for f in features)
        self.commands = _by_name((c.name, c) for f in features for c in f.commands)
        self.buttons = _by_name(pair for f in features for pair in f.buttons.items())
        self.dialogs = _by_name((d.name, d) for f in features for d in f.dialogs)
        self.nudges = _by_name((n.name, n) for f in features for n in f.nudges)
        self.plans = {name: n.due for name, n in self.nudges.items() if n.due is not None}
        self.opt_outs = _by_name((o.name, o) for f in features for o in f.opt_outs)
        self.settings = _by_name((one.name, one) for f in features for one in f.settings)
        self.switches = _by_name((one.name, one) for f in features for one in f.switches)
        self.entries = _by_name((one.KIND, one) for f in features for one in f.entries)
        self.undo = tuple(look for f in features for look in f.undo)
        self.written = tuple(look for f in features for look in f.written)
        self.wishes = _by_name(
            pair for f in features for of in (f.wishes, f.quiet_wishes) for pair in of.items()
        )
        self.quiet_wishes = frozenset(name for f in features for name in f.quiet_wishes)
        self.edited = tuple(follow for f in features for follow in f.edited)
        self.heard = tuple(hear for f in features for hear in f.heard)

    def makers(self, maker_deps: MakerDeps) -> dict[str, Maker]:
        """What makes each kind of attachment."""
        return _by_name(pair for f in self.features for pair in f.attachments(maker_deps).items())


def _by_name(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for name, one in pairs:
        if name in found:
            raise ValueError(f"two features announce {name!r}")
        found[name] = one
    return found
