"""Notices say why, what and how long, in both languages, and never change under their version."""

import hashlib

import pytest

from pos_app import resources
from pos_app.domain.member import Purpose
from pos_app.services import notices

SEALED = {"2026-1": "f9013f5b9e91234f57f7b99e0818b0008fb9a6a16afa0d62b3dda23289cad301"}
"""A text that people have answered is never changed: write the next version."""


@pytest.mark.parametrize("language", notices.LANGUAGES)
def test_each_purpose_has_its_own_notice_with_all_the_law_asks_for(language: str) -> None:
    shown = notices.in_force(language)
    assert tuple(notice.purpose for notice in shown) == tuple(Purpose)
    for notice in shown:
        assert all((notice.title, notice.why, notice.data, notice.kept))
        assert notice.language == language
        assert notice.version == notices.versions()[-1]


def test_membership_alone_is_required() -> None:
    required = [notice.purpose for notice in notices.in_force("zh") if notice.is_required]
    assert required == [Purpose.MEMBERSHIP]


def test_no_notice_that_was_answered_is_changed() -> None:
    found = {
        version: hashlib.sha256(
            resources.path("notices", f"{version}.json").read_bytes().replace(b"\r\n", b"\n")
        ).hexdigest()
        for version in notices.versions()
    }
    assert found == SEALED


def test_later_versions_come_later() -> None:
    assert notices._in_order("2026-10") > notices._in_order("2026-9")


@pytest.mark.parametrize(
    ("locale", "language"), [("zh_CN", "zh"), ("zh", "zh"), ("en", "en"), ("fr_FR", "en")]
)
def test_a_locale_has_a_language(locale: str, language: str) -> None:
    assert notices.language_of(locale) == language
