"""What a planted bug is: a small patch over the product, never a branch in it.

Those of the cloud are in bugs_cloud.py, those of the till in bugs_till.py. A patch says each time
that it has changed something; one that never does bites no more and is reported as such.
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

Bite = Callable[[], None]
"""Told by a patch whenever it did other than the product does."""

NEVER_BACK: Final = dict.fromkeys(
    ("cloud_restore", "cloud_restore_unmarked", "cloud_failover", "failover_over_a_page"), 0.0
)
"""For bugs that a cloud which goes back in time would hide."""

Patches = Callable[[Bite], contextlib.AbstractContextManager[Any]]


@dataclass(frozen=True, slots=True)
class Bug:
    """``patches`` lays it over the product. ``needs`` are faults without which it cannot show.

    They come at rates that let it show soon; everything else is drawn as in any run.
    """

    what: str
    patches: Patches
    needs: dict[str, float] = field(default_factory=dict)

    @contextlib.contextmanager
    def planted(self) -> Iterator[list[int]]:
        """Plant it; the one number of the list counts how often it has bitten."""
        bites = [0]

        def bite() -> None:
            bites[0] += 1

        with self.patches(bite):
            yield bites
