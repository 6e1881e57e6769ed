"""A real server on loopback and a real database, with the wire between them."""

from tests.support.wires import alice, api, bob, server, store, url, vault, wires

__all__ = ["alice", "api", "bob", "server", "store", "url", "vault", "wires"]
