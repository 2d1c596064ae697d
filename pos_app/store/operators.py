"""Operators, their roles and permissions, and the attempts at their PINs."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from pos_app.domain.identifiers import OperatorId
from pos_app.domain.lock_out import Attempts
from pos_app.domain.operators import Level, Operator, Permission, Privilege, Role

_FIND = """SELECT operator.id, operator.number, operator.name, operator.verifier,
 operator.is_active, role.code, role.name_zh, role.name_en FROM operator
 JOIN role ON role.code = operator.role"""
_BY_NUMBER = f"{_FIND} WHERE operator.number = ?"
_ALL = f"{_FIND} ORDER BY operator.number"
_PERMISSIONS = "SELECT privilege, level, limit_ppm, limit_minor FROM permission WHERE role = ?"
_SAVE_ROLE = """INSERT INTO role (code, name_zh, name_en) VALUES (?, ?, ?)
 ON CONFLICT (code) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en"""
_CLEAR_PERMISSIONS = "DELETE FROM permission WHERE role = ?"
_SAVE_PERMISSION = """INSERT INTO permission (role, privilege, level, limit_ppm, limit_minor)
 VALUES (?, ?, ?, ?, ?)"""
_SAVE_OPERATOR = """INSERT INTO operator (id, number, name, role, verifier, is_active)
 VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET number = excluded.number,
 name = excluded.name, role = excluded.role, verifier = excluded.verifier,
 is_active = excluded.is_active"""
_PRIVILEGES = frozenset(Privilege)
_ROLES = "SELECT code, name_zh, name_en FROM role ORDER BY code"
_PUT_PERMISSION = f"""{_SAVE_PERMISSION} ON CONFLICT (role, privilege) DO UPDATE SET
 level = excluded.level, limit_ppm = excluded.limit_ppm, limit_minor = excluded.limit_minor"""
_RENEW_VERIFIER = "UPDATE operator SET verifier = ? WHERE id = ?"
_BEGIN_ATTEMPT = """INSERT INTO sign_on_attempt (operator_number, outcome, wall_ms, mono_ms, boot)
 VALUES (?, 'tried', ?, ?, ?) RETURNING id"""
_SETTLE_ATTEMPT = "UPDATE sign_on_attempt SET outcome = ? WHERE id = ?"
_ATTEMPTS = """SELECT count(*), max(id) FROM sign_on_attempt WHERE operator_number = ? AND id >
 coalesce((SELECT max(id) FROM sign_on_attempt WHERE operator_number = ? AND outcome = 'right'), 0)
"""
_LAST_ATTEMPT = "SELECT mono_ms, boot FROM sign_on_attempt WHERE id = ?"
_FAILURES_SINCE = """SELECT count(*) FROM sign_on_attempt
 WHERE wall_ms >= ? AND outcome <> 'right' AND id >
 coalesce((SELECT max(id) FROM sign_on_attempt WHERE outcome = 'right'), 0)"""


@dataclass(frozen=True, slots=True)
class KnownOperator:
    """An operator with the argon2id verifier of the PIN."""

    operator: Operator
    verifier: str


def find_by_number(connection: sa.Connection, number: str) -> KnownOperator | None:
    """Find an operator by the number that is typed or on the badge."""
    row = connection.exec_driver_sql(_BY_NUMBER, (number,)).one_or_none()
    return _known(connection, row) if row else None


def list_all(connection: sa.Connection) -> tuple[KnownOperator, ...]:
    """List everybody, by number."""
    rows = connection.exec_driver_sql(_ALL).all()
    return tuple(_known(connection, row) for row in rows)


def list_roles(connection: sa.Connection) -> tuple[Role, ...]:
    """List the roles with what they may do, by code."""
    rows = connection.exec_driver_sql(_ROLES).all()
    return tuple(
        Role(code, name_zh, name_en, _permissions(connection, code))
        for code, name_zh, name_en in rows
    )


def put_permission(
    connection: sa.Connection, role: str, privilege: Privilege, permission: Permission
) -> None:
    """Write one cell of the permission table."""
    limits = (permission.limit_ppm, permission.limit_minor)
    values = (role, privilege.value, permission.level.value, *limits)
    connection.exec_driver_sql(_PUT_PERMISSION, values)


def save_roles(connection: sa.Connection, roles: Iterable[Role]) -> None:
    """Write roles with their whole permission table; what a role does not name is denied."""
    for role in roles:
        connection.exec_driver_sql(_SAVE_ROLE, (role.code, role.name_zh, role.name_en))
        connection.exec_driver_sql(_CLEAR_PERMISSIONS, (role.code,))
        rows = [
            (role.code, privilege.value, entry.level.value, entry.limit_ppm, entry.limit_minor)
            for privilege, entry in role.permissions.items()
        ]
        if rows:
            connection.exec_driver_sql(_SAVE_PERMISSION, rows)


def save(connection: sa.Connection, known: KnownOperator) -> None:
    """Write an operator; the role must be there."""
    operator = known.operator
    connection.exec_driver_sql(
        _SAVE_OPERATOR,
        (
            operator.id,
            operator.number,
            operator.name,
            operator.role.code,
            known.verifier,
            int(operator.is_active),
        ),
    )


def renew_verifier(connection: sa.Connection, operator: OperatorId, verifier: str) -> None:
    """Replace the verifier of an operator whose PIN stays the same."""
    connection.exec_driver_sql(_RENEW_VERIFIER, (verifier, operator))


def begin_attempt(
    connection: sa.Connection, operator: str, wall_ms: int, mono_ms: int, boot: str
) -> int:
    """Note that a PIN is about to be tried; it counts as wrong until it is settled."""
    row = connection.exec_driver_sql(_BEGIN_ATTEMPT, (operator, wall_ms, mono_ms, boot))
    return int(row.scalar_one())


def settle_attempt(connection: sa.Connection, attempt: int, *, is_right: bool) -> None:
    """Say how an attempt came out; a right one ends the row of wrong ones."""
    connection.exec_driver_sql(_SETTLE_ATTEMPT, ("right" if is_right else "wrong", attempt))


def attempts(connection: sa.Connection, operator: str) -> Attempts:
    """Count an operator's wrong PINs since the last right one."""
    failures, last = connection.exec_driver_sql(_ATTEMPTS, (operator, operator)).one()
    if not failures:
        return Attempts()
    mono_ms, boot = connection.exec_driver_sql(_LAST_ATTEMPT, (last,)).one()
    return Attempts(failures, mono_ms, boot)


def failures_since(connection: sa.Connection, wall_ms: int) -> int:
    """Count wrong PINs of anybody since a time, if none has been right since."""
    return int(connection.exec_driver_sql(_FAILURES_SINCE, (wall_ms,)).scalar_one())


def _known(connection: sa.Connection, row: sa.Row[tuple[str, ...]]) -> KnownOperator:
    role = Role(row.code, row.name_zh, row.name_en, _permissions(connection, row.code))
    operator = Operator(
        OperatorId(row.id), row.number, row.name, role, is_active=bool(row.is_active)
    )
    return KnownOperator(operator, row.verifier)


def _permissions(connection: sa.Connection, role: str) -> dict[Privilege, Permission]:
    return {
        Privilege(entry.privilege): Permission(
            Level(entry.level), entry.limit_ppm, entry.limit_minor
        )
        for entry in connection.exec_driver_sql(_PERMISSIONS, (role,))
        if entry.privilege in _PRIVILEGES  # another version's privilege permits nothing here
    }
