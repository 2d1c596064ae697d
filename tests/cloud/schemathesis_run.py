"""Asks the cloud everything its OpenAPI documents allow, and much that they do not.

`python -m tests.cloud.schemathesis_run N` sends N requests to each endpoint of both origins; the
requests are signed as a till's are, or carry an owner's key. Whatever comes, the cloud answers with
a documented status, in the documented form, and never with a failure of its own.
"""

import base64
import contextlib
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sync.cloud.database import CloudDatabase
from sync.cloud.keys import ServerKeys
from sync.cloud.service import Cloud
from sync.cloud.serving import Serving
from sync.cloud.settings import Settings
from tests.cloud.client import Shop, TestClock, Till
from tests.cloud.http.served import served

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
ORIGINS = ("tills", "admin")
UNHURRIED = Settings(requests_a_minute=10**6, strangers_a_minute=10**6)
KNOWN = {
    "store": ["S1"],
    "feed": [
        "cat:zone-shop",
        "promo:zone-shop",
        "member:shop",
        "coupon:S1",
        "stk:near:S1",
        "sheet:S1",
    ],
    "zone": ["zone-shop"],
    "member": ["00" * 15 + "01"],
    "number": ["7004"],
    "day": ["2026-11-21"],
}
schemathesis.openapi.format(
    "ronghe-bytes",
    st.one_of(st.binary(min_size=size, max_size=size) for size in (16, 32, 64, 0, 5)).map(
        lambda raw: base64.b64encode(raw).decode()
    ),
)
for name, known in KNOWN.items():
    schemathesis.openapi.format(
        f"ronghe-{name}", st.one_of(st.sampled_from(known), st.text(min_size=1))
    )
_LOST = ("CHANNEL_LOST", "REVOKED", "UNKNOWN_TERMINAL", "BAD_SIGNATURE")


class Caller(requests.auth.AuthBase):
    """Signs as an enrolled till, whatever the request says; one that is shut out is replaced."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._till = shop.till(3)
        self.statuses: Counter[int] = Counter()

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        body = request.body or b""
        content = body.encode() if isinstance(body, str) else body
        till = self._till
        if request.path_url.startswith("/sync/v1/enrol"):
            till = Till(self._shop.cloud)
        elif request.path_url.startswith("/sync/v1/hello"):
            till.channel = ""
        elif not till.channel:
            till.hello()
        signed = till.request(request.method or "", request.path_url, content)
        request.headers.update({**signed.headers, "authorization": f"Bearer {self._shop.key}"})
        request.register_hook("response", self._note)
        return request

    def _note(self, response: requests.Response, **_: Any) -> None:
        self.statuses[response.status_code] += 1
        if response.status_code in (401, 403):
            with contextlib.suppress(ValueError):
                if response.json()["code"] in _LOST:
                    self._till = self._shop.till(1)


@contextlib.contextmanager
def cloud_under_test(folder: Path) -> Iterator[tuple[Serving, Caller]]:
    """Serve an empty cloud with one shop in it."""
    clock = TestClock()
    keys = ServerKeys.make(clock.random_bytes, clock.now_ms // 1000)
    cloud = Cloud(CloudDatabase(f"sqlite:///{folder / 'cloud.db'}"), clock, keys, UNHURRIED)
    with served(cloud, cloud.database) as serving:
        yield serving, Caller(Shop(cloud, clock))


def operations(serving: Serving, origin: Any) -> list[Any]:
    """List what an origin's document describes."""
    document = requests.get(f"{serving.url(origin)}/openapi.json", timeout=20).json()
    schema = schemathesis.openapi.from_dict(_likely(document))
    schema.config.update(base_url=serving.url(origin))
    return [result.ok() for result in schema.get_all_operations()]


def _likely(part: Any) -> Any:
    """Let names be some that exist and bytes be as long as ids and hashes are, often enough."""
    if isinstance(part, list):
        return [_likely(one) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("contentEncoding") == "base64":
        return {"type": "string", "format": "ronghe-bytes"}
    if part.get("in") == "path" and part["name"] in KNOWN:
        return {**part, "schema": {"type": "string", "format": f"ronghe-{part['name']}"}}
    return {name: _likely(one) for name, one in part.items()}


def ask(operation: Any, caller: Caller, examples: int) -> None:
    """Send so many requests to one endpoint; raises at the first answer that breaks its word."""

    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=operation.as_strategy())
    def send(case: Any) -> None:
        response = case.call(auth=caller)
        case.validate_response(response, checks=CHECKS)

    send()


def main(examples: int) -> int:
    """Ask both origins; give the number of endpoints that broke their word."""
    broken = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        cloud_under_test(Path(folder)) as (serving, caller),
    ):
        for origin in ORIGINS:
            for operation in operations(serving, origin):
                try:
                    ask(operation, caller, examples)
                except FailureGroup as fault:
                    broken += 1
                    print(f"{operation.label}: {fault}\n")
                else:
                    met = " ".join(f"{of}×{n}" for of, n in sorted(caller.statuses.items()))
                    print(f"{operation.label}: kept its word, {met}", flush=True)
                caller.statuses.clear()
    return broken


if __name__ == "__main__":
    sys.exit(min(1, main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)))
