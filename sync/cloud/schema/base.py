"""Column types that mean the same in SQLite and PostgreSQL."""

from typing import Final

import sqlalchemy as sa

METADATA: Final = sa.MetaData()

KEY: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text ordered by code point on both engines, which ranges of keys depend on."""

WORD: Final = sa.Text()
BYTES: Final = sa.LargeBinary()
WHOLE: Final = sa.BigInteger()
"""64 bits: milliseconds, minor units, positions."""

DISTRIBUTED_BY: Final = "distributed_by"
"""``info`` key of a table: its distribution column, or "reference" for one copied everywhere."""
