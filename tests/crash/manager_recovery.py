"""Start the real till on what a cut left of a manager's days, and judge it by manager_facts.py."""

from collections.abc import Sequence
from pathlib import Path

from pos_app.errors import EnvironmentFault
from tests.crash.facts import judge_journal
from tests.crash.manager_facts import check_manager
from tests.crash.process import MANAGER, database_of, terminal_of
from tests.crash.till import lay_reserve, start


class ManagerRecovery:
    """Judges images of one recorded run; knows what the run went on to say."""

    def __init__(self, all_acks: Sequence[str]) -> None:
        self._all_acks = all_acks

    def __call__(self, image: Path, acks: Sequence[str]) -> list[str]:
        said = (acks, self._all_acks[len(acks) :])
        try:
            lay_reserve(image)
            till = start(image)
            try:
                problems = list(check_manager(till, image, terminal_of(image), MANAGER, said))
                with database_of(till).read() as connection:
                    return [*problems, *judge_journal(connection)]
            finally:
                till.close()
        except EnvironmentFault as fault:
            return [f"does not start: {fault}"]
        except Exception as error:  # noqa: BLE001 (a traceback is a finding here, not an end)
            return [f"breaks: {type(error).__name__}: {error}"]
