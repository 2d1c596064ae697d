"""Every event has a body, and nothing else has."""

import pytest

from pos_app.domain import events
from pos_app.store.outgoing import data_of


def test_every_event_has_a_body_of_its_own() -> None:
    for event in events.Event.__args__:
        assert data_of.dispatch(event) is not data_of.dispatch(object)


def test_a_setting_is_noted_by_its_name_only() -> None:
    assert data_of(events.SettingsChange("language")) == {"name": "language"}


def test_anything_else_is_our_bug() -> None:
    with pytest.raises(AssertionError, match="no body for object"):
        data_of(object())
