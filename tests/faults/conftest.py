"""What stands between the tills of these tests and their cloud."""

from collections.abc import Iterator

import pytest

from tests.faults.cloud_process import CloudProcess
from tests.faults.proxy import FaultProxy


@pytest.fixture
def proxy(cloud: CloudProcess) -> Iterator[FaultProxy]:
    """The way to the cloud of the test's own file."""
    with FaultProxy(int(cloud.url.rpartition(":")[2])) as proxy:
        yield proxy
