"""A slice of tests/cloud/schemathesis_run.py: every endpoint, some requests each."""

from pathlib import Path

from tests.cloud.schemathesis_run import ORIGINS, ask, cloud_under_test, operations

EXAMPLES = 6


def test_whatever_is_asked_every_endpoint_keeps_the_word_of_its_document(tmp_path: Path) -> None:
    with cloud_under_test(tmp_path) as (serving, caller):
        for origin in ORIGINS:
            for operation in operations(serving, origin):
                ask(operation, caller, EXAMPLES)
