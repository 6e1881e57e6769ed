"""What can be wrong with a flow before anyone meets it: found in tests and by `doctor`."""

from collections.abc import Iterator

from conversations.flow import Ask, Flow, Option

MOST_IN_ROW = 8
MOST_ROWS = 24
DATA_BYTES = 64  # what Telegram lets a button carry
OVERHEAD = 14  # of which the shell takes this much to name the conversation


def problems(flow: Flow) -> tuple[str, ...]:
    """Return everything wrong with a flow, in words; empty if it can be used.

    Ids and guards are checked when a Flow is made, so what is here can be taken for granted.
    """
    return tuple(f"{flow.id}: {fault}" for fault in _faults(flow))


def _faults(flow: Flow) -> Iterator[str]:
    if not flow.id.strip():
        yield "has no id"
    if not flow.steps:
        yield "asks nothing"
    for step in flow.steps:
        yield from (f"{step.id}: {fault}" for fault in _of_step(step))


def _of_step(step: Ask) -> Iterator[str]:
    if not step.prompt.message.strip():
        yield "has no prompt"
    rows = step.format.options(None)
    if len(rows) > MOST_ROWS:
        yield f"has {len(rows)} rows of buttons"
    if step.format.multi_select and not rows and not step.format.accumulates:
        yield "waits for Save but has nothing to tick"
    values = [option.value for row in rows for option in row]
    if len(values) != len(set(values)):
        yield "has two buttons with one value"
    for row in rows:
        if not 0 < len(row) <= MOST_IN_ROW:
            yield f"has {len(row)} buttons in a row"
        yield from (fault for option in row for fault in _of_button(step, option))


def _of_button(step: Ask, option: Option) -> Iterator[str]:
    if not option.value or not option.label.message.strip():
        yield f"button {option.value!r} is empty"
    if len((step.id + option.value).encode()) + OVERHEAD > DATA_BYTES:
        yield f"button {option.value!r} carries more than fits"
