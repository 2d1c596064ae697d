"""What is plugged in is told from the machine's own disks."""

import pytest

from pos_app.ui.sticks import is_foreign, plugged_in


@pytest.mark.parametrize(
    ("folder", "system_drive", "is_one"),
    [
        ("/media/shop/STICK", "", True),
        ("/run/media/shop/STICK", "", True),
        ("/", "", False),
        ("/home", "", False),
        ("/boot/efi", "", False),
        ("E:/", "C:", True),
        ("C:/", "C:", False),
        ("c:/", "C:", False),
    ],
)
def test_a_stick_is_known_by_where_it_is(folder: str, system_drive: str, is_one: bool) -> None:
    assert is_foreign(folder, system_drive) == is_one


def test_the_machine_is_asked() -> None:
    assert "/" not in plugged_in()
