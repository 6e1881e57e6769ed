"""Invitations for one person each.

Revision: 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "invitation",
        sa.Column("code", sa.Text(), primary_key=True, nullable=False),
        sa.Column("user_id", BIG),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("expires_at", INSTANT),
        sqlite_strict=True,
    )
    op.create_index("ix_invitation_user_id", "invitation", ["user_id"])


def downgrade() -> None:
    """Back."""
    op.drop_table("invitation")
