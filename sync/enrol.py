"""First contact: a one-time code and the key that this till made become a terminal of a store.

sync.md section 18. Asked again after a lost answer, the cloud says the same.
"""

from dataclasses import dataclass

from sync import errors
from sync.errors import Distrusted
from sync.line import Line, Voice
from sync.ports import Enrolment
from sync.steps import Lane, Outgoing, Steps
from sync.wire import canonical
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


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A machine that asks to be let in: the id it made for itself, and what it runs on."""

    terminal: bytes
    machine_mark: str


def introduce(voice: Voice, application: Application, newcomer: Newcomer) -> Steps[EnrolAnswer]:
    """Ask to be let in, and keep nothing: a till that is not set up yet has no journal.

    Refuses: CODE_REFUSED, INVALID, TOO_MANY; ``Distrusted`` FINGERPRINT_WRONG when the six digits
    are not those of the two keys. The digits are for people: they compare them on both screens.
    """
    voice.hang_up()
    request = EnrolRequest(
        code=application.code,
        terminal=newcomer.terminal,
        workstation=application.workstation,
        machine_mark=newcomer.machine_mark,
        app=voice.program.app,
        start=application.start,
    )
    outgoing = Outgoing("POST", "/sync/v1/enrol", Lane.FACTS, body=pack(request))
    said = yield from voice.ask(outgoing, EnrolAnswer)
    if said.fingerprint != fingerprint(voice.public_key, said.anchor_key):
        raise Distrusted(errors.FINGERPRINT_WRONG)
    return said


def enrol(line: Line, application: Application) -> Steps[EnrolAnswer]:
    """Ask to be let in and keep the answer.

    Refuses what ``introduce`` refuses.
    """
    standing = line.journal.standing()
    newcomer = Newcomer(standing.terminal_id, standing.machine_mark)
    said = yield from introduce(line, application, newcomer)
    line.journal.keep_enrolment(
        as_kept(application.url, said), said.issuer_roots, said.sealing_key, said.phone_pepper
    )
    return said


def as_kept(url: str, said: EnrolAnswer) -> Enrolment:
    """Give what a till keeps of whom it belongs to."""
    return Enrolment(
        url=url,
        tenant=said.tenant,
        store=said.store,
        anchor_key=said.anchor_key,
        feeds=said.feeds,
        fingerprint=said.fingerprint,
    )


def first_start(public_key: bytes) -> EpochStart:
    """Say how the journal of a till will begin that has none yet."""
    return EpochStart(1, public_key, canonical.NO_CHAIN)
