"""The one address in front of several processes: passes each call of Telegram to one of them."""

import http.client
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATIENCE = 5.0  # seconds in which a process takes what it is handed
GATEWAY = 502


class Proxy(ThreadingHTTPServer):
    """Passes each call to the next port where somebody listens."""

    def __init__(self, port: int, behind: list[int]) -> None:
        super().__init__(("127.0.0.1", port), PassedOn)
        self.daemon_threads = True
        self.behind = behind
        self._turn = 0

    def ports(self) -> list[int]:
        """Every port, beginning with whose turn it is."""
        self._turn += 1
        at = self._turn % len(self.behind)
        return self.behind[at:] + self.behind[:at]


class PassedOn(BaseHTTPRequestHandler):
    """One call; who has taken it and dies leaves it unanswered, as with any proxy."""

    protocol_version = "HTTP/1.1"
    server: Proxy

    def do_POST(self) -> None:
        """Pass it on."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = GATEWAY
        for port in self.server.ports():
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            try:
                line.connect()
            except OSError:
                continue
            with suppress(OSError, http.client.HTTPException):
                line.request("POST", self.path, body, dict(self.headers))
                status = line.getresponse().status
            line.close()
            break
        with suppress(OSError):
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

    def log_message(self, *_given: object) -> None:
        """Say nothing."""
