"""How ready-made questions are switched on: their group, then their name."""

from conversations.trackers import groups, ready_made


def switched_on(*labels: str) -> tuple[str, ...]:
    """What is pressed to switch ready-made questions on, or off with a tick before the name."""
    pressed: list[str] = []
    for label in labels:
        name = next(
            name
            for name, ids in groups().items()
            if label.removeprefix("✓ ") in {ready_made()[id].label for id in ids}
        )
        pressed += ["/trackers", "[Add a question]", "[Ready-made questions]", f"[{name}]"]
        pressed.append(f"[{label}]")
    return tuple(pressed)
