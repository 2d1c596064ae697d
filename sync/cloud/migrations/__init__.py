"""The cloud's schema, brought up to this program's version, version by version.

Each file of ``versions`` makes the tables of one subject. Alembic keeps the number in
``alembic_version``. Where the server has the extension ``citus``, the same versions spread their
tables over its workers, by the column that each names in its ``info``.
"""

from pathlib import Path
from typing import Final

import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from sync.cloud.schema.base import DISTRIBUTED_BY

_HERE: Final = Path(__file__).parent
_HAS_CITUS: Final = sa.text("SELECT count(*) FROM pg_extension WHERE extname = 'citus'")


class NewerDatabaseError(Exception):
    """This database was written by a newer program. Nothing was changed; install that version."""


def upgrade(engine: sa.Engine) -> str:
    """Bring the schema up in one transaction and give its version. Again is harmless.

    Raises ``NewerDatabaseError`` for a version that this program does not know.
    """
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    scripts = ScriptDirectory.from_config(config)
    newest = scripts.get_current_head()
    assert newest
    with engine.connect() as connection:
        before = MigrationContext.configure(connection).get_current_revision()
    if before == newest:
        return newest
    if before is not None and before not in {one.revision for one in scripts.walk_revisions()}:
        raise NewerDatabaseError(
            f"the database has version {before}, newer than this program's {newest}:"
            " nothing was changed; start the newer program"
        )
    _run(engine, config, scripts)
    return newest


def _run(engine: sa.Engine, config: Config, scripts: ScriptDirectory) -> None:
    def steps(revision: object, _: MigrationContext) -> list[object]:
        return list(scripts._upgrade_revs("head", revision))  # type: ignore[arg-type]  # noqa: SLF001

    environment = EnvironmentContext(config, scripts, fn=steps)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection = connection.execution_options(begin="BEGIN IMMEDIATE")
        with connection.begin(), environment:
            environment.configure(connection=connection, transactional_ddl=True)
            environment.run_migrations()


def create(connection: sa.Connection, *tables: sa.Table) -> None:
    """Make tables in a version, and spread them where Citus is."""
    for table in tables:
        table.create(connection)
    if connection.dialect.name != "postgresql" or not connection.scalar(_HAS_CITUS):
        return
    for table in tables:
        by = table.info[DISTRIBUTED_BY]
        if by == "reference":
            spread = sa.func.create_reference_table(table.name)
        else:
            spread = sa.func.create_distributed_table(table.name, by)
        connection.execute(sa.select(spread))
