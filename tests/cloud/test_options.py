"""What an operator decides by flags or the environment is what the tills are told."""

import argparse
from dataclasses import fields, replace
from pathlib import Path

import pytest

from sync.cloud import options
from sync.cloud.settings import Settings

MARK = Path("mark")


def settings(*words: str) -> Settings:
    parser = argparse.ArgumentParser()
    options.add(parser)
    return options.settings_of(parser.parse_args(words), MARK)


def test_a_cloud_that_is_told_nothing_has_the_settings_that_run() -> None:
    assert settings() == Settings(mark_file=MARK)


def test_every_setting_can_be_set_by_its_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {
        "--every": "30", "--batch": "100", "--rows-in-hand": "9000", "--requests": "600",
        "--strangers": "20", "--offline-limit": "0", "--offline-hours": "24",
        "--code-minutes": "60", "--min-client": "1.4",
    }  # fmt: skip
    expected = Settings(
        mark_file=MARK,
        next_ms=30_000,
        batch_max=100,
        most_rows_at_once=9_000,
        requests_a_minute=600,
        strangers_a_minute=20,
        offline_limit_minor=0,
        offline_age_ms=24 * 3_600_000,
        code_life_ms=3_600_000,
        min_client="1.4",
    )
    usual = Settings()
    names = [field.name for field in fields(Settings)]
    assert all(getattr(expected, name) != getattr(usual, name) for name in names)
    assert settings(*(word for pair in said.items() for word in pair)) == expected
    for flag, value in said.items():
        monkeypatch.setenv("POS_CLOUD_" + flag[2:].upper().replace("-", "_"), value)
    assert settings() == expected, "and by its variable"
    assert settings("--every", "40") == replace(expected, next_ms=40_000), "a flag comes first"


def test_a_variable_out_of_bounds_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POS_CLOUD_OFFLINE_LIMIT", "-1")
    with pytest.raises(SystemExit) as ended:
        settings()
    assert ended.value.code == 2
    assert "--offline-limit: -1 is no whole number from 0 to 100000000" in capsys.readouterr().err
