"""What the tests of updates share."""

from pathlib import Path

import pytest

from tests.updates.releases import Site, make_site


@pytest.fixture
def site(tmp_path: Path, root: Path) -> Site:
    """A site without a release."""
    return make_site(tmp_path, root)
