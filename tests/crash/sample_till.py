"""A till of fifty lines: shows that the rig finds a loss where there is one, and none where not.

python -m tests.crash.sample_till FOLDER ACKS FULL|NORMAL SALES
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlcipher3 import dbapi2

KEY = "00112233445566778899aabbccddeeff" * 2
SEAL = "PRAGMA cipher_hmac_algorithm = HMAC_SHA512"
"""Named, because the product sets another default for the process that these tests run in."""


def connect(folder: Path, synchronous: str) -> dbapi2.Connection:
    connection = dbapi2.connect(str(folder / "till.db"), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{KEY}'\"")
    connection.execute(SEAL)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute("PRAGMA wal_autocheckpoint = 40")  # so that checkpoints are cut as well
    return connection


def trade(folder: Path, acks: Path, synchronous: str, sales: int) -> None:
    out = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    connection = connect(folder, synchronous)
    connection.execute("CREATE TABLE sale (number INTEGER PRIMARY KEY, total INTEGER, note TEXT)")
    connection.execute("CREATE TABLE line (number INTEGER, line INTEGER, amount INTEGER)")
    os.write(out, b"step sales\n")
    for number in range(1, sales + 1):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO sale VALUES (?, ?, ?)", (number, number * 30, "x" * 900))
        for line in range(1, 4):
            connection.execute("INSERT INTO line VALUES (?, ?, ?)", (number, line, number * 10))
        connection.execute("COMMIT")
        os.write(out, b"sale %d\n" % number)
    os.write(out, b"step closing\n")
    connection.close()


def check(image: Path, acks: Sequence[str]) -> list[str]:
    """Open what the cut left and compare it with what was acknowledged."""
    acknowledged = [int(text.split()[1]) for text in acks if text.startswith("sale ")]
    if not (image / "till.db").exists():
        return [f"no file, {len(acknowledged)} sales lost"] if acknowledged else []
    connection = dbapi2.connect(str(image / "till.db"), isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{KEY}'\"")
        connection.execute(SEAL)
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if "line" not in tables:
            return ["the tables are gone"] if acknowledged else []
        sales = dict(connection.execute("SELECT number, total FROM sale").fetchall())
        sums = dict(
            connection.execute("SELECT number, sum(amount) FROM line GROUP BY number").fetchall()
        )
    except dbapi2.DatabaseError as error:
        return [f"unreadable: {error}"]
    finally:
        connection.close()
    problems = [f"sale {number} lost" for number in acknowledged if number not in sales]
    if sales != sums:
        problems.append("half a sale")
    if sorted(sales) != list(range(1, len(sales) + 1)):
        problems.append("a hole in the numbers")
    return problems


if __name__ == "__main__":
    trade(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
