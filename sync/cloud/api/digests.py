"""The nightly proof, and what head office reads of it."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from sync.cloud.api.endpoint import Call, Endpoint, Refused
from sync.cloud.call import Response
from sync.cloud.database import CloudDatabase
from sync.cloud.keys import ServerKeys
from sync.cloud.projectors.days import read_day
from sync.cloud.reconcile import findings, proof, report
from sync.cloud.reconcile.report_text import as_text
from sync.cloud.schema.leases import Till
from sync.wire import version
from sync.wire.digests import DayDigest, DayProof
from sync.wire.head_office import DayFinding, DayReport

_LONGEST_DAY: Final = 10
_SIGNED_FIELDS: Final = (
    version.CHANNEL_FIELD,
    version.COUNTER_FIELD,
    version.DIGEST_FIELD,
    version.SIGNATURE_INPUT_FIELD,
    version.SIGNATURE_FIELD,
)


@dataclass(frozen=True, slots=True)
class Digests:
    """Handles them. Any thread may call it."""

    database: CloudDatabase
    keys: ServerKeys

    def compare(self, call: Call) -> DayProof:
        """Compare a till's word of a business day with ours, and sign what came of it."""
        said: DayDigest = call.message
        if len(said.day) != _LONGEST_DAY or not said.day.isascii():
            raise Refused("INVALID", field="day")
        caller = call.terminal
        headers = call.request.headers
        signed = "\n".join(f"{name}: {headers.get(name, '')}" for name in _SIGNED_FIELDS)
        question = proof.Question(
            Till(caller.tenant, caller.store, caller.terminal_id), said, signed.encode()
        )

        answer = self.database.write(
            lambda connection: proof.prove(connection, self.keys, question, call.now_ms)
        )
        if answer.differences:
            self._look_behind(question, answer)
        return answer

    def _look_behind(self, question: proof.Question, answer: DayProof) -> None:
        """Keep for head office which rows are behind the differences; the till is told the numbers.

        Apart from the proof, because it reads the whole day's journal: nobody's write waits for it.
        """
        till, said = question.till, question.said
        through = (said.through.epoch, said.through.seq)

        def look(connection: sa.Connection) -> tuple[DayFinding, ...]:
            journal = read_day(connection, till, said.day, through)
            return findings.find(connection, till, said.day, answer.differences, journal)

        found = self.database.read(look)
        self.database.write(lambda connection: findings.keep(connection, till, answer, found))

    def report(self, call: Call) -> DayReport | Response:
        """Give the picture of a day, till by till; with ``as=text`` in lines for people."""
        tenant, day = call.administrator.tenant, call.path["day"]
        said = self.database.read(lambda connection: report.report(connection, tenant, day))
        if call.query.get("as") == "text":
            text = as_text(said).encode()
            return Response(200, text, content_type="text/plain; charset=utf-8")
        return said


def endpoints(digests: Digests) -> tuple[Endpoint, ...]:
    """Give the table."""
    return (
        Endpoint(
            method="POST",
            path="/sync/v1/digest",
            handle=digests.compare,
            auth="terminal",
            lane="bulk",
            summary="Compare a till's word of a business day with the cloud's.",
            takes=DayDigest,
            gives=DayProof,
            refuses=("INVALID",),
        ),
        Endpoint(
            method="GET",
            path="/admin/v1/days/{day}",
            handle=digests.report,
            auth="admin",
            lane="admin",
            summary="Which stores and tills are proved for a day, and why the others are not.",
            gives=DayReport,
            query={"as": str},
            role="reader",
        ),
    )
