"""What the tests of updates share."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.updates.releases import Site, make_site


@pytest.fixture
def site(tmp_path: Path, root: Path) -> Site:
    """A site without a release."""
    return make_site(tmp_path, root)


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    """A command's log ends with its process, and here with its test."""
    root = logging.getLogger()
    before, level, raises = set(root.handlers), root.level, logging.raiseExceptions
    yield
    for handler in set(root.handlers) - before:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    logging.raiseExceptions = raises
