"""Runs the scripts on the connection, and in the transaction, that storage.migrate hands over."""

from alembic import context

from storage.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
context.run_migrations()
