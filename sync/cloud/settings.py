"""How a cloud treats its tills; everything has a default that runs.

What an operator may decide, and between which bounds: sync/cloud/options.py.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """``mark_file`` keeps incarnation and generation outside the database; None: no such check.

    ``most_rows_at_once``: journal rows in hand over all requests; more are put off, and long
    before that tills are asked to come less often and for less (api/load.py). ``next_ms`` and
    ``batch_max``: how tills are asked to come. ``offline_*``: how much a till may take on bearer
    coupons by itself, and for how long. ``min_client``: older programs get no feeds (uploads are
    always taken).
    """

    mark_file: Path | None = None
    most_rows_at_once: int = 4_000
    requests_a_minute: int = 1_200
    strangers_a_minute: int = 60
    next_ms: int = 60_000
    batch_max: int = 200
    min_client: str = ""
    offline_limit_minor: int = 50_000
    offline_age_ms: int = 72 * 3_600_000
    code_life_ms: int = 600_000
