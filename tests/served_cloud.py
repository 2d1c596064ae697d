"""A cloud that is being served, asked by its owner: what faults and measurements have in common."""

import json
from threading import Event
from typing import Any

import requests

_PATIENCE_S = 60
_A_LONG_WORK_S = 600


class ServedCloud:
    """Speaks to the admin origin of a cloud, with the key of its owner."""

    def __init__(self, url: str, admin_url: str, owner_key: str) -> None:
        self.url = url
        self.admin_url = admin_url
        self._owner_key = owner_key

    def admin(self, method: str, path: str, body: Any = b"", kind: str = "application/json") -> Any:
        """Ask as the owner; gives the answer's JSON."""
        said = requests.request(
            method,
            f"{self.admin_url}/admin/v1/{path}",
            data=body if isinstance(body, bytes) else json.dumps(body),
            headers={"authorization": f"Bearer {self._owner_key}", "content-type": kind},
            timeout=_A_LONG_WORK_S,
        )
        assert said.status_code == 200, said.text
        return said.json()

    def measured(self, name: str) -> float:
        """Read a number of /metrics: the sum of the lines that begin like this, 0 without any."""
        return sum(self._values(name))

    def wait_until_none(self, name: str) -> None:
        """Wait until a number of /metrics is 0."""
        assert self._values(name), f"{name} is not measured"
        pause = Event()
        for _ in range(_A_LONG_WORK_S * 10):
            if not self.measured(name):
                return
            pause.wait(0.1)
        raise AssertionError(f"{name} is never 0")

    def _values(self, name: str) -> list[float]:
        text = requests.get(f"{self.admin_url}/metrics", timeout=_PATIENCE_S).text
        lines = [line for line in text.splitlines() if line.startswith(name)]
        return [float(line.rsplit(" ", 1)[1]) for line in lines]
