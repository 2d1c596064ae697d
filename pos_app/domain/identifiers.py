"""The names things go by: stores, workstations, business dates, receipt numbers."""

import re
from dataclasses import dataclass
from typing import NewType

TransactionId = NewType("TransactionId", bytes)
"""A UUIDv7 as 16 bytes, made at the first line and kept for ever. Never used for order."""

OperatorId = NewType("OperatorId", str)
StoreId = NewType("StoreId", str)
WorkstationId = NewType("WorkstationId", str)

BusinessDate = NewType("BusinessDate", str)
"""``2026-11-21``: the accounting date of a shift, which is not the clock's date."""

_RECEIPT = re.compile(r"([A-Z0-9]{1,8})-([A-Z0-9]{1,8})-([0-9]{6,9})")


@dataclass(frozen=True, slots=True)
class ReceiptNumber:
    """What is printed and typed: store, workstation and a number without gap per workstation."""

    store: str
    workstation: str
    number: int

    def __str__(self) -> str:
        return f"{self.store}-{self.workstation}-{self.number:06d}"

    @classmethod
    def parse(cls, text: str) -> "ReceiptNumber | None":
        """Read a typed or scanned number; letters in either case. None when it is not one."""
        match = _RECEIPT.fullmatch(text.strip().upper())
        return cls(match[1], match[2], int(match[3])) if match else None
