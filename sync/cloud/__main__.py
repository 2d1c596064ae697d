"""`python -m sync.cloud`: serve, and what an operator does beside a server that runs.

Settings come from flags or, where there is none, from the environment: POS_CLOUD_DATABASE_URL,
POS_CLOUD_KEYS, POS_CLOUD_MARK and those of sync/cloud/options.py. Answers stand on standard
output, the log on standard error.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from sync.cloud import demo, options
from sync.cloud.api.auth import hash_admin_key, new_admin_key
from sync.cloud.api.endpoint import ROLES
from sync.cloud.clock import SystemCloudClock
from sync.cloud.database import CloudDatabase
from sync.cloud.inbox import backups, directory, generation
from sync.cloud.keys import KEY_FILE, KeyFileError, ServerKeys
from sync.cloud.migrations import NewerDatabaseError, upgrade
from sync.cloud.pools import Room
from sync.cloud.reconcile.report import report
from sync.cloud.reconcile.report_text import as_text
from sync.cloud.request_log import configure
from sync.cloud.service import Cloud
from sync.cloud.serving import Address, Certificate, Serving, free_port
from sync.cloud.standing import Standing
from sync.cloud.worker import when_input_ends

_MOST_THREADS: Final = 256
_MEMORY: Final = (None, "", ":memory:")
_TENANT: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_CLOCK: Final = SystemCloudClock()


class _NotPossible(Exception):
    """What was asked cannot be done; the text says why."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; give the exit code."""
    arguments = _parser().parse_args(argv)
    configure(_CLOCK)
    try:
        run: Callable[[argparse.Namespace], None] = arguments.run
        run(arguments)
    except (_NotPossible, demo.DemoStoreError, KeyFileError, NewerDatabaseError) as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    except OSError as trouble:
        place = f"{trouble.filename}: " if trouble.filename else ""
        sys.stderr.write(f"{place}{trouble.strerror or trouble}\n")
        return 1
    except sa.exc.OperationalError as trouble:
        kind = type(trouble.orig).__name__
        sys.stderr.write(f"the database does not answer ({kind}); is --database right?\n")
        return 1
    except sa.exc.DatabaseError as trouble:
        if "not a database" not in str(trouble.orig):  # SQLITE_NOTADB; else it is our mistake
            raise
        sys.stderr.write("the file that --database names is no database; name another\n")
        return 1
    return 0


# ---- serving


def _serve(arguments: argparse.Namespace) -> None:
    room = _room(arguments)
    pool = room.threads + room.hold_threads  # one for whoever is inside; the worker's is overflow
    database = CloudDatabase(_known(arguments.database), pool=pool)
    settings = options.settings_of(arguments, arguments.mark)
    upgrade(database.engine)
    if not arguments.keys.exists() and database.read(directory.has_terminals):
        raise _NotPossible(f"there are tills, but no {arguments.keys}: name their --keys")
    keys = _keys(arguments.keys)
    cloud = Cloud(database, _CLOCK, keys, settings)
    _run(cloud, arguments)


def _demo(arguments: argparse.Namespace) -> None:
    if hasattr(os, "nice"):
        os.nice(5)  # the till beside it comes first
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    standing = Standing(folder)
    standing.clear()
    database = CloudDatabase(f"sqlite:///{folder / 'cloud.db'}")
    settings = replace(demo.SETTINGS, mark_file=folder / "cloud.mark")
    cloud = Cloud(database, _CLOCK, _keys(arguments.issuer or folder / KEY_FILE), settings)
    demo.set_up(cloud, _CLOCK, folder, arguments.members)
    arguments.port = arguments.port or free_port(standing.port("tills"))
    arguments.admin_port = arguments.admin_port or free_port(standing.port("admin"))

    def note(serving: Serving) -> None:
        code = demo.code(cloud, _CLOCK)
        standing.note(serving.url("tills"), serving.url("admin"), code)

    try:
        _run(cloud, arguments, note)
    finally:
        standing.clear()


def _run(
    cloud: Cloud, arguments: argparse.Namespace, also: Callable[[Serving], None] = lambda _: None
) -> None:
    """Serve until a signal, or until standard input ends where that was asked for."""
    serving = _serving(cloud, arguments)
    tills = Address(arguments.host, arguments.port)
    admin = Address(arguments.host, arguments.admin_port)
    try:
        serving.listen(tills, admin)
    except OSError as trouble:
        ports = f"{tills.host}, ports {tills.port} and {admin.port}"
        why = trouble.strerror or trouble
        raise _NotPossible(f"{ports}: {why}; see --port and --admin-port") from trouble
    if arguments.until_input_ends:
        when_input_ends(serving.stop)

    def is_up() -> None:
        also(serving)
        _say({"url": serving.url("tills"), "admin_url": serving.url("admin")})

    serving.run(is_up)


def _room(arguments: argparse.Namespace) -> Room:
    return Room(threads=arguments.threads)


def _serving(cloud: Cloud, arguments: argparse.Namespace) -> Serving:
    certificate = None
    if arguments.tls_chain is not None:
        if arguments.tls_key is None:
            raise _NotPossible("--tls-chain needs --tls-key")
        certificate = Certificate(arguments.tls_chain, arguments.tls_key)
    room = _room(arguments)
    try:
        return Serving(cloud, cloud.database, _CLOCK, room=room, certificate=certificate)
    except OSError as trouble:  # it names no file
        named = f"--tls-chain {arguments.tls_chain}, --tls-key {arguments.tls_key}"
        raise _NotPossible(f"{named}: {trouble.strerror or trouble}") from trouble


def _keys(path: Path) -> ServerKeys:
    """Read the key file, or make one where there is none yet."""
    if not path.exists():
        ServerKeys.make(_CLOCK.random_bytes, _CLOCK.wall_ms() // 1000).save(path)
    return ServerKeys.load(path)


# ---- beside a server that runs


def _migrate(arguments: argparse.Namespace) -> None:
    with closing(CloudDatabase(_known(arguments.database))) as database:
        _say({"version": upgrade(database.engine)})


def _restored(arguments: argparse.Namespace) -> None:
    with closing(_opened(arguments)) as database:
        _say({"server_gen": database.write(generation.restored)})


def _backup_begins(arguments: argparse.Namespace) -> None:
    with closing(_opened(arguments)) as database:
        standing = database.read(backups.note_positions)
    with arguments.file.open("x", encoding="ascii") as file:
        json.dump([list(one) for one in standing], file)
    _say({"terminals": len(standing)})


def _backup_verified(arguments: argparse.Namespace) -> None:
    try:
        noted = json.loads(arguments.file.read_text(encoding="ascii"))
        standing = [backups.Standing(*one) for one in noted]
        for one in standing:
            bytes.fromhex(one.terminal + one.chain)
    except (ValueError, TypeError) as trouble:
        raise _NotPossible(f"{arguments.file} is not what backup-begins wrote") from trouble
    with closing(_opened(arguments)) as database:
        moved = database.write(lambda connection: backups.note_verified(connection, standing))
    _say({"terminals": moved})


def _tenant(arguments: argparse.Namespace) -> None:
    tenant, name, now_ms = arguments.tenant, arguments.name, _CLOCK.wall_ms()
    if _TENANT.fullmatch(tenant) is None:
        raise _NotPossible("a company's short name has letters, digits, - and _, at most 64")
    with closing(_opened(arguments)) as database:
        kept = database.write(lambda c: directory.add_tenant(c, tenant, name, now_ms))
    if kept != name:
        raise _NotPossible(f"{tenant} is there already, as {kept}: nothing was changed")
    _say({"tenant": tenant})


def _admin_key(arguments: argparse.Namespace) -> None:
    key = new_admin_key(_CLOCK)
    key_hash, now_ms = hash_admin_key(key), _CLOCK.wall_ms()
    with closing(_opened(arguments)) as database:
        _must_know(database, arguments.tenant)
        database.write(
            lambda connection: directory.add_admin_key(
                connection, arguments.tenant, arguments.name, arguments.role, key_hash, now_ms
            )
        )
    _say({"key": key})


def _enrol_code(arguments: argparse.Namespace) -> None:
    life_ms = options.in_units(arguments, options.CODE_MINUTES)
    random = _CLOCK.random_bytes(directory.CODE_RANDOM_BYTES)
    tenant, store, replaces = arguments.tenant, arguments.store, arguments.replaces
    new = directory.NewCode(tenant, store, arguments.workstation, arguments.by_hand, replaces)
    until_ms = _CLOCK.wall_ms() + life_ms
    with closing(_opened(arguments)) as database:
        _must_know(database, tenant)
        try:
            code = database.write(lambda c: directory.issue_code(c, new, until_ms, random))
        except directory.CodeNotIssued as no:
            most = directory.MOST_WORKSTATION
            raise _NotPossible(
                {
                    "workstation": f"a workstation number has at most {most} characters",
                    "store": f"{tenant} has no store {store}",
                    "replaces": f"{store} has no till {replaces}",
                }[no.field]
            ) from no
    _say({"code": code, "minutes": life_ms // 60_000})


def _report(arguments: argparse.Namespace) -> None:
    """Print how a day stands; a day that is not proved all through ends with code 1.

    A store without a till has nothing to prove; a day without any till is not proved.
    """
    with closing(_opened(arguments)) as database:
        _must_know(database, arguments.tenant)
        said = database.read(lambda c: report(c, arguments.tenant, arguments.day))
    sys.stdout.write(as_text(said))
    sys.stdout.flush()
    proved = [store.is_proved for store in said.stores if store.tills]
    if not proved or not all(proved):
        raise _NotPossible(f"{arguments.day} is not proved")


def _opened(arguments: argparse.Namespace) -> CloudDatabase:
    database = CloudDatabase(_known(arguments.database))
    upgrade(database.engine)
    return database


def _known(url: str) -> str:
    """Refuse what is neither of the two kinds, or a file without a name.

    It would be taken for PostgreSQL, not be parsed, or be lost with the process.
    """
    try:
        named = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        named = sa.make_url("none://")
    kind = named.get_backend_name()
    is_kept = kind == "postgresql" or (kind == "sqlite" and named.database not in _MEMORY)
    if not is_kept:
        raise _NotPossible("--database is sqlite:///FILE or postgresql://user@host/name")
    return url


def _must_know(database: CloudDatabase, tenant: str) -> None:
    if not database.read(lambda connection: directory.has_tenant(connection, tenant)):
        raise _NotPossible(f'there is no company {tenant}; `tenant {tenant} "NAME"` adds it')


def _say(facts: dict[str, str | int]) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


# ---- arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sync.cloud", description="The reference cloud of Ronghe POS."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], None], text: str
    ) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=text)
        one.set_defaults(run=run)
        if name != "demo":
            named = os.environ.get("POS_CLOUD_DATABASE_URL")
            text = "such as sqlite:///cloud.db or postgresql://user@host/name"
            one.add_argument("--database", default=named, required=not named, help=text)
        return one

    serve = command("serve", _serve, "answer tills and administrators until a signal comes")
    serve.add_argument("--keys", type=Path, default=_env_path("POS_CLOUD_KEYS", KEY_FILE))
    serve.add_argument("--mark", type=Path, default=_env_path("POS_CLOUD_MARK", "cloud.mark"))
    options.add(serve)
    shown = command("demo", _demo, "serve the demonstration store from a folder of its own")
    shown.add_argument("--folder", type=Path, required=True)
    shown.add_argument("--issuer", type=Path, help="the key file of the demo till's issuer")
    shown.add_argument("--members", type=Path, help="the members as the demo till knows them")
    for one in (serve, shown):
        _add_serving(one)
    command("migrate", _migrate, "bring the tables up to this version, and do nothing else")
    command("restored", _restored, "say that the database was put back from a backup")
    begins = command("backup-begins", _backup_begins, "note in a file where every journal stands")
    verified = command("backup-verified", _backup_verified, "what that file notes is safe now")
    for one in (begins, verified):
        one.add_argument("file", type=Path)
    tenant = command("tenant", _tenant, "add a company")
    tenant.add_argument("tenant", type=_text)
    tenant.add_argument("name", type=_name)
    day = command("report", _report, "say which tills are proved for a day, and what differs")
    day.add_argument("tenant", type=_text)
    day.add_argument("day", type=_day, help="YYYY-MM-DD")
    key = command("admin-key", _admin_key, "make a key for an administrator and show it once")
    key.add_argument("tenant", type=_text)
    key.add_argument("name", type=_name)
    key.add_argument("role", choices=ROLES)
    _add_code(command("enrol-code", _enrol_code, "make a one-time code for one till of a store"))
    return parser


def _add_code(code: argparse.ArgumentParser) -> None:
    code.add_argument("tenant", type=_text)
    code.add_argument("store", type=_text)
    code.add_argument("--workstation", type=_text, default="")
    text = "the terminal whose place it takes, as the list of tills says it"
    code.add_argument("--replaces", type=_text, default="", help=text)
    code.add_argument("--by-hand", action="store_true", help="somebody compares six digits")
    options.add_number(code, options.CODE_MINUTES)


def _add_serving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    text = "0 takes a free one and says which"
    parser.add_argument("--port", type=_port, default=0, metavar="PORT", help=text)
    parser.add_argument("--admin-port", type=_port, default=0, metavar="PORT")
    parser.add_argument("--threads", type=_threads, default=8, metavar="COUNT")
    parser.add_argument("--tls-chain", type=Path)
    parser.add_argument("--tls-key", type=Path)
    parser.add_argument("--until-input-ends", action="store_true", help="stop with the parent")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as trouble:
        raise argparse.ArgumentTypeError(f"{text} is no day; write it as 2026-11-22") from trouble


def _text(text: str) -> str:
    """Refuse bytes that are no text, and what no line shows."""
    if not text.isprintable():
        raise argparse.ArgumentTypeError("this is no text of one line")
    return text


def _name(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("a name says something")
    return _text(text)


def _port(text: str) -> int:
    return options.whole(text, 0, 65_535)


def _threads(text: str) -> int:
    return options.whole(text, 1, _MOST_THREADS)


def _env_path(name: str, default: str) -> Path:
    return Path(os.environ.get(name, default))


if __name__ == "__main__":
    sys.exit(main())
