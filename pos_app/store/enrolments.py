"""Members enrolled at this till, and every answer to a notice given here; in till.db.

Works beside store/members.py: whoever was enrolled here is found here until the cloud has confirmed
them and sends them as a member. A name is kept as its mask, a phone as its keyed hash and its last
four digits.
"""

from dataclasses import dataclass
from typing import Any, Final

from pos_app.domain.identifiers import OperatorId
from pos_app.domain.member import Consent, Member, MemberId, MemberRef, Purpose
from pos_app.store.database import Connection
from pos_app.store.settings import find_setting, put_setting

_SELECT: Final = """SELECT member_id, handle, day, member_key, phone_key, number, name_masked,
 phone_last4, enrolled_ms FROM enrolment"""
_BY_REF: Final = f"{_SELECT} WHERE handle = ? AND day = ?"
_BY_KEY: Final = f"{_SELECT} WHERE member_key = ?"
_BY_PHONE: Final = f"{_SELECT} WHERE phone_key = ?"
_BY_NUMBER: Final = f"{_SELECT} WHERE number = ?"
_LATEST: Final = f"{_SELECT} ORDER BY enrolled_ms DESC LIMIT ?"
_PUT: Final = """INSERT INTO enrolment (member_id, handle, day, member_key, phone_key, number,
 name_masked, phone_last4, enrolled_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_DELETE: Final = "DELETE FROM enrolment WHERE member_key = ? RETURNING handle, day"
_WORKSTATION: Final = "SELECT store || workstation FROM receipt_counter"

_ANSWERS: Final = """SELECT purpose, is_granted, notice_version, language, at_ms FROM consent_given
 WHERE member_handle = ? AND member_day = ? ORDER BY id"""
_ANSWER: Final = """INSERT INTO consent_given (member_handle, member_day, purpose, is_granted,
 notice_version, language, channel, operator, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""

_PACKET: Final = "INSERT INTO personal_packet (event_id, sealed) VALUES (?, ?)"
_PACKETS: Final = "SELECT event_id, sealed FROM personal_packet ORDER BY event_id"
_DROP_PACKETS: Final = """DELETE FROM personal_packet WHERE event_id IN (
 SELECT event_id FROM journal WHERE kind = 'enrol'
 AND json_extract(CAST(body AS TEXT), '$.d.mb.h') = ?)"""

_COUNT: Final = "enrolment_count"
_NUMBER_DIGITS: Final = 5


@dataclass(frozen=True, slots=True, repr=False)
class Enrolled:
    """Somebody enrolled here. No repr: nothing of it belongs in a log."""

    id: MemberId
    ref: MemberRef
    member_key: bytes
    phone_key: bytes
    number: str
    name_masked: str
    phone_last4: str
    enrolled_ms: int

    def as_member(self, answers: tuple[Consent, ...] = ()) -> Member:
        """Give the member they are until the cloud says more."""
        return Member(
            self.id,
            self.enrolled_ms,
            number=self.number,
            name_masked=self.name_masked,
            phone_last4=self.phone_last4,
            consents=answers,
            is_provisional=True,
        )


def insert(connection: Connection, enrolled: Enrolled) -> None:
    """Write somebody down; the phone must not be enrolled already."""
    row = (
        enrolled.id,
        enrolled.ref.handle,
        enrolled.ref.day,
        enrolled.member_key,
        enrolled.phone_key,
        enrolled.number,
        enrolled.name_masked,
        enrolled.phone_last4,
        enrolled.enrolled_ms,
    )
    connection.exec_driver_sql(_PUT, row)


def next_number(connection: Connection) -> str:
    """Make the number of the next member: store, workstation and a count, ``S12T0300001``.

    Never one that was given before: the count outlives an erasure, and a restored till has another
    name, the one on its receipts.
    """
    prefix = connection.exec_driver_sql(_WORKSTATION).scalar_one()
    count = (find_setting(connection, _COUNT) or 0) + 1
    put_setting(connection, _COUNT, count)
    return f"{prefix}{count:0{_NUMBER_DIGITS}d}"


def find_by_ref(connection: Connection, ref: MemberRef) -> Enrolled | None:
    """Find whose pseudonym this is."""
    return _first(connection, _BY_REF, (ref.handle, ref.day))


def find_by_member_key(connection: Connection, member_key: bytes) -> Enrolled | None:
    """Find somebody by this till's own lasting name of them."""
    return _first(connection, _BY_KEY, (member_key,))


def find_by_phone_key(connection: Connection, key: bytes) -> Enrolled | None:
    """Find somebody by the keyed hash of their whole phone number."""
    return _first(connection, _BY_PHONE, (key,))


def find_by_number(connection: Connection, number: str) -> Enrolled | None:
    """Find somebody by their member number."""
    return _first(connection, _BY_NUMBER, (number,))


def list_latest(connection: Connection, limit_rows: int) -> list[Enrolled]:
    """List who was enrolled here last."""
    return [_enrolled(row) for row in connection.exec_driver_sql(_LATEST, (limit_rows,))]


# ---- answers to notices


def insert_answer(
    connection: Connection, ref: MemberRef, answer: Consent, channel: str, operator: OperatorId
) -> None:
    """Write an answer down. Answers are only ever added."""
    row = (
        ref.handle,
        ref.day,
        answer.purpose.value,
        int(answer.is_granted),
        answer.notice_version,
        answer.language,
        channel,
        operator,
        answer.at_ms,
    )
    connection.exec_driver_sql(_ANSWER, row)


def answers_of(connection: Connection, ref: MemberRef) -> tuple[Consent, ...]:
    """List the answers given here under one pseudonym, the oldest first."""
    rows = connection.exec_driver_sql(_ANSWERS, (ref.handle, ref.day))
    return tuple(
        Consent(Purpose(purpose), bool(is_granted), *rest) for purpose, is_granted, *rest in rows
    )


# ---- personal data for the cloud, and erasing


def insert_packet(connection: Connection, event_id: bytes, sealed: bytes) -> None:
    """Keep a sealed packet beside the journal row that names it, until the cloud has it."""
    connection.exec_driver_sql(_PACKET, (event_id, sealed))


def list_packets(connection: Connection) -> list[tuple[bytes, bytes]]:
    """List the sealed packets that wait for the cloud: the event id each belongs to, and itself."""
    return [(event_id, sealed) for event_id, sealed in connection.exec_driver_sql(_PACKETS)]


def erase(connection: Connection, member_key: bytes) -> bool:
    """Delete an enrolment and its packet; False when there was none. Then ``press_out``.

    The handle stays in records and answers, where nothing maps it to anybody any more.
    """
    row = connection.exec_driver_sql(_DELETE, (member_key,)).one_or_none()
    if row is None:
        return False
    connection.exec_driver_sql(_DROP_PACKETS, (bytes(row.handle).hex(),))
    return True


def _first(connection: Connection, statement: str, key: tuple[Any, ...]) -> Enrolled | None:
    row = connection.exec_driver_sql(statement, key).first()
    return None if row is None else _enrolled(row)


def _enrolled(row: Any) -> Enrolled:
    return Enrolled(
        id=MemberId(row.member_id),
        ref=MemberRef(row.handle, row.day),
        member_key=row.member_key,
        phone_key=row.phone_key,
        number=row.number,
        name_masked=row.name_masked,
        phone_last4=row.phone_last4,
        enrolled_ms=row.enrolled_ms,
    )
