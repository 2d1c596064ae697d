"""How a change of the set-up gets into the books: who, what, before, after, in one commit."""

import hashlib
import json
from typing import Final

from pos_app.domain.events_set_up import SetUpChange, Subject
from pos_app.errors import Refusal
from pos_app.services.desk import Authority, Desk
from pos_app.store import set_up_changes
from pos_app.store.database import Connection

_KEY_BYTES: Final = 32
_DIGEST_BYTES: Final = 12
"""Short enough for a journal row, and nobody finds other values with the same digest."""


class ChangeRecord:
    """Writes the journal row of a change and the row that the auditor reads."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._key = desk.clock.random_bytes(_KEY_BYTES)

    def subject(self, what: str, *values: object) -> str:
        """Name a change for an approval, so that it is given for these values and no others.

        The values are in it as a digest under a key that is on no disk and ends with the programme:
        the journal keeps the subject, and nobody finds a PIN or a name by trying them against it.
        """
        said = repr(values).encode()  # of plain values; half a surrogate pair is escaped
        digest = hashlib.blake2s(said, key=self._key, digest_size=_DIGEST_BYTES)
        return f"{what}:{digest.hexdigest()}"

    def check_real(self) -> None:
        """Refuse in training: its file is thrown away, and the real till would not change.

        Refuses: NOT_IN_TRAINING.
        """
        if self._desk.is_training:
            raise Refusal("NOT_IN_TRAINING")

    def write(
        self,
        connection: Connection,
        about: tuple[Subject, str],
        values: tuple[object, object] | None,
        authority: Authority,
    ) -> None:
        """Write a change down in the caller's transaction, with the approval it was made by.

        ``values`` are what stood before and what stands now; None where they are personal.
        """
        desk = self._desk
        before, after = ("", "") if values is None else (_text(values[0]), _text(values[1]))
        change = SetUpChange(desk.clock.new_id().bytes, *about, before, after)
        desk.record_authority(connection, authority)
        desk.record(connection, change, authority.approved_by)
        operator = desk.require_session().operator.id
        at_ms = desk.clock.wall_ms()
        set_up_changes.insert(connection, change, at_ms, operator, authority.approved_by)


def _text(value: object) -> str:
    """Write a value as JSON, the same for the same value; nothing for nothing."""
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
