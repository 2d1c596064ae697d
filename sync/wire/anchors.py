"""The server's counter-signature that pins a journal's tail (tokens-and-journal.md section 9)."""

from sync.wire.exchange import Position


def anchor_message(
    terminal_id: bytes, position: Position, server_time_ms: int, server_gen: int
) -> bytes:
    """Give the 76 bytes that are signed."""
    parts = (
        b"RPJA",
        terminal_id,
        position.epoch.to_bytes(4, "big"),
        position.seq.to_bytes(8, "big"),
        position.chain,
        server_time_ms.to_bytes(8, "big"),
        server_gen.to_bytes(4, "big"),
    )
    return b"".join(parts)
