"""The rows of a real till.db as the plain export that the verifier reads."""

import base64
import hashlib
import json
import struct

import sqlalchemy as sa

from tests.verifier.writer import canonical


def export_rows(connection: sa.Connection) -> dict[int, bytes]:
    """Give a plain export for each epoch of a journal, read straight from its tables."""
    terminal = connection.exec_driver_sql("SELECT terminal_id FROM head").scalar_one()
    epochs = connection.exec_driver_sql("SELECT epoch, public_key FROM journal_epoch").all()
    return {epoch: export_epoch(connection, terminal, epoch, pub) for epoch, pub in epochs}


def export_epoch(connection: sa.Connection, terminal: bytes, epoch: int, pub: bytes) -> bytes:
    start = connection.exec_driver_sql(
        "SELECT chain_before FROM journal_epoch WHERE epoch = ?", (epoch,)
    ).scalar_one()
    rows = connection.exec_driver_sql(
        "SELECT seq, event_id, kind, schema, body, chain, sig FROM journal"
        " WHERE epoch = ? ORDER BY seq",
        (epoch,),
    ).all()
    days = [json.loads(row.body).get("bd") for row in rows]
    header = {
        "arc": "RPA1",
        "bd": max(filter(None, days), default="2000-01-01"),
        "before": chain_zero(terminal, epoch, pub, start).hex(),
        "epoch": epoch,
        "first": 1,
        "pub": pub.hex(),
        "terminal": terminal.hex(),
    }
    lines = [canonical(header)]
    for row in rows:
        line = {
            "b": row.body.decode(),
            "c": row.chain.hex(),
            "i": row.event_id.hex(),
            "k": row.kind,
            "n": row.seq,
            "s": base64.b64encode(row.sig).decode(),
            "v": row.schema,
        }
        lines.append(canonical(line))
    return "".join(f"{line}\n" for line in lines).encode()


def chain_zero(terminal: bytes, epoch: int, pub: bytes, before: bytes) -> bytes:
    """Give the chain before row 1, from the format's page."""
    head = b"RPJ0" + terminal + struct.pack(">I", epoch)
    return hashlib.sha256(head + pub + before).digest()
