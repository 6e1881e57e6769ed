"""What waits in the outbox of a PostgreSQL is found by its chat: another process may ask for it.

Revision: 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NAME = "ix_outbox_waiting"


def upgrade() -> None:
    """Forward."""
    if op.get_bind().dialect.name == "postgresql":
        waiting = sa.text("state = 'pending'")
        op.create_index(NAME, "outbox", ["chat_id"], postgresql_where=waiting)


def downgrade() -> None:
    """Back."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index(NAME, table_name="outbox")
