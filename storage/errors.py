"""What can go wrong with the storage, by name; a docstring's first line is its message."""


class StorageError(Exception):
    """The memory could not do what was asked."""

    def __init__(self, message: str = "") -> None:
        # Where Python was told to drop docstrings (-OO), its name must do.
        super().__init__(message or (type(self).__doc__ or type(self).__name__).splitlines()[0])


class Unavailable(StorageError):
    """The database cannot be reached or written right now; nothing was stored, ask again.

    Disk full, locked by another process, read-only, server gone. The same work may be tried again.
    """


class InUse(StorageError):
    """Another copy of the bot uses this database: this one waits until it ends."""


class Corrupt(StorageError):
    """The database file is damaged: restore the newest good backup, do not start anew."""


class NotMigrated(StorageError):
    """The database has no schema of this version yet: run `python -m bot migrate`."""


class NewerSchema(StorageError):
    """The database was made by a newer version of the program: update the program."""


class BadUrl(StorageError):
    """DATABASE_URL must look like sqlite:///PATH or postgresql://user:password@host/name."""


class BadKey(StorageError):
    """The encryption key must be 32 random bytes, in base64 (44 characters) or hex (64)."""


class WrongKey(StorageError):
    """This encryption key does not open this key store: put back the key it was made with."""


class KeysLost(StorageError):
    """The key store does not belong to this database: `python -m bot restore PATH` mends that."""


class DatabaseLost(StorageError):
    """The database is missing or empty beside a full key store: restore a copy of it."""


class Unreadable(StorageError):
    """A sealed value does not open: it was damaged, moved, or its key was destroyed."""

    update_id: int | None = None  # set by inbox.next_, so that the update can be parked


class DoesNotOpen(Unreadable):
    """A sealed value does not open although its key is there: it was damaged or moved."""
