"""Room for what will be sealed: what was plain stays beside it until storage.upgrade has moved it.

Revision: 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ROOM = (
    ("person", "content"),
    ("check_in", "content"),
    ("note", "marks"),
    ("reminder", "content"),
    ("nudge", "content"),
    ("preference", "content"),
)


def upgrade() -> None:
    """Forward."""
    for table, column in ROOM:
        op.add_column(table, sa.Column(column, sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Back."""
    for table, column in ROOM:
        op.drop_column(table, column)
