"""Alembic scripts, packaged: storage.migrate runs them in-process, no alembic.ini is needed."""
