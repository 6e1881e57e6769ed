"""Which port the chat page listens on."""

import socket

from bot.config import Misconfigured


def free_port(wished: int | None, usual: int) -> int:
    """The port that is wished, which must be free; else the usual one, or any free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", usual if wished is None else wished))
        except (OSError, OverflowError):
            if wished is None:
                return 0
            raise Misconfigured(
                f"--port {wished} cannot be used: something else listens there, or it is no port. "
                "Name another, or leave it out."
            ) from None
    return usual if wished is None else wished
