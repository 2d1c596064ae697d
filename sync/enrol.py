"""First contact: a one-time code and the key that this till made become a terminal of a store.

sync.md section 18. Asked again after a lost answer, the cloud says the same.
"""

from dataclasses import dataclass

from sync import errors
from sync.errors import Distrusted
from sync.line import Line
from sync.ports import Enrolment
from sync.steps import Lane, Outgoing, Steps
from sync.wire.enrolment import EnrolAnswer, EnrolRequest, fingerprint
from sync.wire.exchange import EpochStart
from sync.wire.packing import pack


@dataclass(frozen=True, slots=True)
class Application:
    """``start``: of the epoch the till goes on in."""

    url: str
    code: str
    workstation: str
    start: EpochStart


def enrol(line: Line, application: Application) -> Steps[EnrolAnswer]:
    """Ask to be let in and keep the answer.

    Refuses: CODE_REFUSED, INVALID, TOO_MANY; ``Distrusted`` FINGERPRINT_WRONG when the six digits
    are not those of the two keys. The digits are for people: they compare them on both screens.
    """
    line.hang_up()
    standing = line.journal.standing()
    request = EnrolRequest(
        code=application.code,
        terminal=standing.terminal_id,
        workstation=application.workstation,
        machine_mark=standing.machine_mark,
        app=line.program.app,
        start=application.start,
    )
    outgoing = Outgoing("POST", "/sync/v1/enrol", Lane.FACTS, body=pack(request))
    said = yield from line.ask(outgoing, EnrolAnswer)
    if said.fingerprint != fingerprint(line.public_key, said.anchor_key):
        raise Distrusted(errors.FINGERPRINT_WRONG)
    line.journal.keep_enrolment(
        Enrolment(
            url=application.url,
            tenant=said.tenant,
            store=said.store,
            anchor_key=said.anchor_key,
            feeds=said.feeds,
            fingerprint=said.fingerprint,
        ),
        said.issuer_roots,
        said.sealing_key,
        said.phone_pepper,
    )
    return said
