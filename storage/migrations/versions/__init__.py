"""One file per revision, explicit and frozen: they must not import the tables as they are now."""
