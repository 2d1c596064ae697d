"""Who works here and what they may do: people, their roles, and the roles' table of privileges.

People and roles are this till's own; head office does not send any. Names and PINs stay in till.db:
the journal says of them only that they changed.
"""

from dataclasses import dataclass, replace
from typing import Final

from pos_app.domain.events_set_up import Subject
from pos_app.domain.identifiers import OperatorId
from pos_app.domain.money import LARGEST_MINOR
from pos_app.domain.operators import (
    SHIPPED_ROLES,
    Approval,
    Level,
    Operator,
    Permission,
    Privilege,
    Role,
)
from pos_app.errors import Refusal
from pos_app.services.change_record import ChangeRecord
from pos_app.services.desk import Authority, Desk
from pos_app.services.set_up import PinMaker
from pos_app.store import operators, shifts
from pos_app.store.database import Connection

LONGEST_NAME: Final = 40
LONGEST_NUMBER: Final = 12
"""As many digits as the sign-on screen takes."""
_WHOLE_PPM: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class PeopleBook:
    """Everybody and every role as they stand, and who is looking."""

    people: tuple[Operator, ...]
    roles: tuple[Role, ...]
    own_id: OperatorId
    own_role: str


class People:
    """Changes people and roles. Till thread; each change is one commit with its journal row.

    Every change refuses first: NOT_IN_TRAINING, NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED,
    APPROVAL_NEEDED, APPROVAL_EXPIRED.
    """

    def __init__(self, desk: Desk, pins: PinMaker, record: ChangeRecord) -> None:
        self._desk = desk
        self._pins = pins
        self._record = record

    def book(self) -> PeopleBook:
        """List people and roles, for whoever may set them up alone or with an approval.

        Refuses: NOT_SIGNED_ON, SCREEN_LOCKED, NOT_PERMITTED.
        """
        me = self._desk.check_may(Privilege.SET_UP_PEOPLE).operator
        with self._desk.till.read() as connection:
            people = tuple(known.operator for known in operators.list_all(connection))
            roles = sorted(operators.list_roles(connection), key=_rank)
            return PeopleBook(people, tuple(roles), me.id, me.role.code)

    def add(
        self, number: str, name: str, role: str, pin: str, approval: Approval | None = None
    ) -> OperatorId:
        """Let somebody sign on from now on.

        Refuses: PERSON_NUMBER_WRONG, PERSON_NAME_WRONG, PIN_NOT_DIGITS, PIN_LENGTH_WRONG,
        PIN_TOO_EASY, ROLE_UNKNOWN, PERSON_NUMBER_TAKEN.
        """
        authority = self._allow(f"add:{role}", approval, number, name, role, pin)
        number, name = person_number(number), person_name(name)
        id_ = OperatorId(f"op{self._desk.clock.new_id().hex[-12:]}")
        verifier = self._pins.make(id_, pin)
        with self._desk.till.write() as connection:
            self._check_free(connection, number)
            person = Operator(id_, number, name, _find_role(connection, role))
            operators.save(connection, operators.KnownOperator(person, verifier))
            self._write(connection, id_, "role", (None, role), authority)
        return id_

    def rename(self, id_: OperatorId, name: str, approval: Approval | None = None) -> None:
        """Give somebody another name on screens and receipts.

        Refuses: PERSON_NAME_WRONG, PERSON_UNKNOWN.
        """
        authority = self._allow(f"rename:{id_}", approval, name)
        name = person_name(name)
        with self._desk.till.write() as connection:
            known = _find(connection, id_)
            self._save(connection, known, replace(known.operator, name=name))
            self._write(connection, id_, "name", None, authority)
        self._learn()

    def renumber(self, id_: OperatorId, number: str, approval: Approval | None = None) -> None:
        """Give somebody another number, which is also what their badge says.

        Refuses: PERSON_NUMBER_WRONG, PERSON_UNKNOWN, PERSON_NUMBER_TAKEN.
        """
        authority = self._allow(f"renumber:{id_}", approval, number)
        number = person_number(number)
        with self._desk.till.write() as connection:
            known = _find(connection, id_)
            if number != known.operator.number:
                self._check_free(connection, number)
            self._save(connection, known, replace(known.operator, number=number))
            self._write(connection, id_, "number", None, authority)
        self._learn()

    def give_role(self, id_: OperatorId, role: str, approval: Approval | None = None) -> None:
        """Give somebody another role. Nobody changes their own.

        Refuses: PERSON_IS_YOU, PERSON_UNKNOWN, ROLE_UNKNOWN, LAST_TO_SET_UP_PEOPLE.
        """
        authority = self._allow(f"role:{id_}:{role}", approval)
        self._check_not_self(id_)
        with self._desk.till.write() as connection:
            known = _find(connection, id_)
            before = known.operator.role.code
            after = _find_role(connection, role)
            self._save(connection, known, replace(known.operator, role=after))
            self._write(connection, id_, "role", (before, role), authority)
            _check_somebody_left(connection)

    def set_active(
        self, id_: OperatorId, *, is_active: bool, approval: Approval | None = None
    ) -> None:
        """Let somebody sign on no more, or again. Records keep who they were.

        Refuses: PERSON_IS_YOU, PERSON_UNKNOWN, PERSON_HAS_SHIFT, LAST_TO_SET_UP_PEOPLE.
        """
        authority = self._allow(f"active:{id_}:{int(is_active)}", approval)
        self._check_not_self(id_)
        with self._desk.till.write() as connection:
            known = _find(connection, id_)
            shift = shifts.open_shift(connection, self._desk.profile.currency)
            if not is_active and shift is not None and shift.operator == id_:
                raise Refusal("PERSON_HAS_SHIFT", operator=shift.operator_name)
            before = known.operator.is_active
            self._save(connection, known, replace(known.operator, is_active=is_active))
            self._write(connection, id_, "is_active", (before, is_active), authority)
            _check_somebody_left(connection)

    def give_pin(self, id_: OperatorId, pin: str, approval: Approval | None = None) -> None:
        """Give somebody another PIN; the one before is worth nothing from then on.

        Refuses: PIN_NOT_DIGITS, PIN_LENGTH_WRONG, PIN_TOO_EASY, PERSON_UNKNOWN.
        """
        authority = self._allow(f"pin:{id_}", approval, pin)
        verifier = self._pins.make(id_, pin)
        with self._desk.till.write() as connection:
            known = _find(connection, id_)
            operators.save(connection, replace(known, verifier=verifier))
            self._write(connection, id_, "pin", None, authority)

    def permit(
        self,
        role: str,
        privilege: Privilege,
        permission: Permission,
        approval: Approval | None = None,
    ) -> None:
        """Change one cell of the table of privileges. Nobody changes their own role's.

        Refuses: ROLE_IS_YOURS, ROLE_UNKNOWN, PERMISSION_LIMIT_WRONG, LAST_TO_SET_UP_PEOPLE.
        """
        authority = self._allow(f"permit:{role}:{privilege.value}:{_brief(permission)}", approval)
        if role == self._desk.require_session().operator.role.code:
            raise Refusal("ROLE_IS_YOURS")
        _check_limits(permission)
        with self._desk.till.write() as connection:
            before = _find_role(connection, role).permission(privilege)
            operators.put_permission(connection, role, privilege, permission)
            self._record.write(
                connection,
                (Subject.ROLE, f"{role}/{privilege.value}"),
                (_cell(before), _cell(permission)),
                authority,
            )
            _check_somebody_left(connection)

    def _allow(self, what: str, approval: Approval | None, *personal: str) -> Authority:
        """Let the operator change this; what is ``personal`` is bound, and said to nobody."""
        self._record.check_real()
        subject = self._record.subject(what, *personal) if personal else what
        return self._desk.allow(Privilege.SET_UP_PEOPLE, subject, approval)

    def _check_not_self(self, id_: OperatorId) -> None:
        if id_ == self._desk.require_session().operator.id:
            raise Refusal("PERSON_IS_YOU")

    def _check_free(self, connection: Connection, number: str) -> None:
        if operators.find_by_number(connection, number) is not None:
            raise Refusal("PERSON_NUMBER_TAKEN", number=number)

    def _save(
        self, connection: Connection, known: operators.KnownOperator, person: Operator
    ) -> None:
        operators.save(connection, replace(known, operator=person))

    def _write(
        self,
        connection: Connection,
        id_: OperatorId,
        field: str,
        values: tuple[object, object] | None,
        authority: Authority,
    ) -> None:
        self._record.write(connection, (Subject.OPERATOR, f"{id_}/{field}"), values, authority)

    def _learn(self) -> None:
        """Let the session know its operator as they are called now."""
        desk = self._desk
        session = desk.require_session()
        with desk.till.read() as connection:
            known = _find(connection, session.operator.id)
        desk.session = replace(session, operator=known.operator)


def _rank(role: Role) -> tuple[int, str]:
    """Put the shipped roles first, in their order."""
    shipped = [known.code for known in SHIPPED_ROLES]
    at = shipped.index(role.code) if role.code in shipped else len(shipped)
    return at, role.code


def _find(connection: Connection, id_: OperatorId) -> operators.KnownOperator:
    for known in operators.list_all(connection):
        if known.operator.id == id_:
            return known
    raise Refusal("PERSON_UNKNOWN")


def _find_role(connection: Connection, code: str) -> Role:
    for role in operators.list_roles(connection):
        if role.code == code:
            return role
    raise Refusal("ROLE_UNKNOWN")


def _check_somebody_left(connection: Connection) -> None:
    """Refuse, before the commit, a shop in which nobody could ever set people up again."""
    for known in operators.list_all(connection):
        permission = known.operator.role.permission(Privilege.SET_UP_PEOPLE)
        if known.operator.is_active and permission.level is Level.YES:
            return
    raise Refusal("LAST_TO_SET_UP_PEOPLE")


def _check_limits(permission: Permission) -> None:
    ppm, minor = permission.limit_ppm, permission.limit_minor
    has_limit = ppm is not None or minor is not None
    is_share = ppm is None or 0 <= ppm <= _WHOLE_PPM
    is_amount = minor is None or 0 <= minor <= LARGEST_MINOR
    if (has_limit and permission.level is not Level.YES) or not (is_share and is_amount):
        raise Refusal("PERMISSION_LIMIT_WRONG")


def _cell(permission: Permission) -> dict[str, object]:
    """Say a permission in the journal's words; a limit that is not there is left out."""
    cell: dict[str, object] = {"level": permission.level.value}
    if permission.limit_ppm is not None:
        cell["limit_ppm"] = permission.limit_ppm
    if permission.limit_minor is not None:
        cell["limit_minor"] = permission.limit_minor
    return cell


def _brief(permission: Permission) -> str:
    """Say a permission in one word, so that what was approved is what is done."""
    limits = (permission.limit_ppm, permission.limit_minor)
    return ":".join((permission.level.value, *("" if one is None else str(one) for one in limits)))


def person_number(text: str) -> str:
    """Read the number somebody signs on by.

    Refuses: PERSON_NUMBER_WRONG.
    """
    number = text.strip()
    if not (number.isascii() and number.isdigit()) or len(number) > LONGEST_NUMBER:
        raise Refusal("PERSON_NUMBER_WRONG", longest=LONGEST_NUMBER)
    return number


def person_name(text: str) -> str:
    """Read a name as screens and receipts write it.

    Refuses: PERSON_NAME_WRONG.
    """
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refusal("PERSON_NAME_WRONG", longest=LONGEST_NAME)
    return name
