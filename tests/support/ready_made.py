"""How ready-made questions are switched on: leafing to their group, then by their name."""

from conversations.trackers import groups, ready_made


def switched_on(*labels: str) -> tuple[str, ...]:
    """What is pressed to switch ready-made questions on, or off with a tick before the name."""
    pressed: list[str] = []
    for label in labels:
        pressed += ["/trackers", "[Ready-made]"]
        for name, ids in groups().items():
            if pressed[-1] != "[Ready-made]" or name != next(iter(groups())):
                pressed.append(f"[{name} ▶]")
            if label.removeprefix("✓ ") in {ready_made()[id].label for id in ids}:
                break
        pressed.append(f"[{label}]")
    return tuple(pressed)
