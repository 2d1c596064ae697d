"""What the status bar says of till and cloud is true at every moment."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.ui import language
from pos_app.ui.cloud_words import UNSENT_OLD_MS, CloudWords
from sync.ports import Waiting
from sync.status import Contact, SyncStatus

NOW_MS = 1_795_300_000_000
ONLINE = SyncStatus(Contact.ONLINE)


@pytest.fixture(autouse=True)
def english(look: QApplication) -> None:
    language.switch(language.Language.ENGLISH)


def said(status: SyncStatus) -> str:
    return CloudWords(status, "CNY", NOW_MS, 480).contact().text


def waiting(age_ms: int) -> SyncStatus:
    return replace(ONLINE, waiting=Waiting(1, 1, 550, NOW_MS - age_ms))


def test_every_sale_is_in_the_cloud_is_said_only_when_none_waits() -> None:
    assert said(ONLINE) == "● Online; every sale is in the cloud"
    assert said(waiting(1_000)) == "● Online; sending"


def test_what_has_waited_for_long_is_counted() -> None:
    assert said(waiting(UNSENT_OLD_MS + 60_000)) == (
        "● Online; sending · 1 to upload, ¥5.50, oldest 3 min"
    )


def test_little_room_on_the_disk_is_said_with_what_waits_and_that_selling_goes_on() -> None:
    notes = CloudWords(replace(ONLINE, room_left_mb=420), "CNY", NOW_MS, 480).notes()
    assert notes.text == "Only 420 MB left on the disk: prices wait, sell on"
    assert notes.role == "warn"
    assert said(replace(ONLINE, room_left_mb=420)) == said(ONLINE)
