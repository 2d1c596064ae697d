"""The cloud's schema, brought up to this program's version, version by version.

Each file of ``versions`` makes the tables of one subject, or changes some, in statements of its own
that stay as they are: what the tables are now stands in ``schema``, and a test compares the two.
Alembic keeps the number in ``alembic_version``. Where the server has the extension ``citus``, the
same versions spread their tables over its workers.
"""

import functools
import re
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

_HERE: Final = Path(__file__).parent
_LOCK: Final = 0x52504F53
"""An advisory lock: of migrations alone, never in the path of a till (sync.md section 19, G2)."""

_WORDS: Final = {
    "sqlite": {"key": "TEXT", "bytes": "BLOB", "rowless": "WITHOUT ROWID"},
    "postgresql": {"key": 'TEXT COLLATE "C"', "bytes": "BYTEA", "rowless": ""},
}
"""What the engines have different words for; ``key``: text in the order of its code points."""

_TABLE: Final = re.compile(r"CREATE TABLE (\w+)")
_STANDS_AT: Final = sa.text("SELECT version_num FROM alembic_version")
_HAS_CITUS: Final = sa.text("SELECT count(*) FROM pg_extension WHERE extname = 'citus'")


class NewerDatabaseError(Exception):
    """This database was written by a newer program. Nothing was changed; install that version."""


def upgrade(engine: sa.Engine) -> str:
    """Bring the schema up in one transaction and give its version. Again is harmless.

    Raises ``NewerDatabaseError`` for a version that this program does not know.
    """
    scripts, newest = _scripts(), _newest()
    known = {script.revision for script in scripts.walk_revisions()}
    with engine.connect() as connection:
        before = MigrationContext.configure(connection).get_current_revision()
    if before == newest:
        return newest
    if before is not None and before not in known:
        raise NewerDatabaseError(
            f"the database has version {before}, newer than this program's {newest}:"
            " nothing was changed; start the newer program"
        )
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection = connection.execution_options(begin="BEGIN IMMEDIATE")
        with connection.begin():
            _run(connection, scripts)
    return newest


def is_current(connection: sa.Connection) -> bool:
    """Tell whether the tables are still of this program's version: one cheap read."""
    return str(connection.scalar(_STANDS_AT)) == _newest()


@functools.cache
def _newest() -> str:
    """Name the version that this program knows, as it was when it was first asked."""
    newest = _scripts().get_current_head()
    assert newest
    return newest


@functools.cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(_HERE))


def _run(connection: sa.Connection, scripts: ScriptDirectory) -> None:
    """Run what is missing by now; two programs that start at once wait for one another."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    context = MigrationContext.configure(connection)
    before = context.get_current_revision()
    newer = list(scripts.iterate_revisions("head", before or "base"))
    with Operations.context(context):
        for script in reversed(newer):
            script.module.upgrade()
            context.stamp(scripts, script.revision)


def change(connection: sa.Connection, statements: str) -> None:
    """Run a version's statements: SQL with a semicolon after each, and ``_WORDS`` in braces."""
    for statement in statements.format_map(_WORDS[connection.dialect.name]).split(";"):
        if statement.strip():
            connection.exec_driver_sql(statement)


def create(connection: sa.Connection, statements: str, *, by: str) -> None:
    """Run statements that make tables, and spread the tables where Citus is.

    ``by``: the column that they are distributed by, or "reference" for a copy everywhere.
    """
    change(connection, statements)
    if connection.dialect.name != "postgresql" or not connection.scalar(_HAS_CITUS):
        return
    for name in _TABLE.findall(statements):
        if by == "reference":
            spread = sa.func.create_reference_table(name)
        else:
            spread = sa.func.create_distributed_table(name, by)
        connection.execute(sa.select(spread))
