"""Start the real till on what a cut left of a manager's days, and judge it by office_facts.py."""

from collections.abc import Sequence
from pathlib import Path

from tests.crash.facts import judge_journal
from tests.crash.office_facts import check_manager
from tests.crash.process import MANAGER, database_of, terminal_of
from tests.crash.recovery import judged
from tests.crash.till import lay_reserve, start


class OfficeRecovery:
    """Judges images of one recorded run; knows what the run went on to say."""

    def __init__(self, all_acks: Sequence[str]) -> None:
        self._all_acks = all_acks

    def __call__(self, image: Path, acks: Sequence[str]) -> list[str]:
        return judged(lambda: self._look(image, acks))

    def _look(self, image: Path, acks: Sequence[str]) -> list[str]:
        said = (acks, self._all_acks[len(acks) :])
        lay_reserve(image)
        till = start(image)
        try:
            problems = list(check_manager(till, image, terminal_of(image), MANAGER, said))
            with database_of(till).read() as connection:
                return [*problems, *judge_journal(connection)]
        finally:
            till.close()
