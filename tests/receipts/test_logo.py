"""A logo file is not trusted: what is no small picture is named and left out."""

from pathlib import Path

import pytest
from PIL import Image

from pos_app.errors import EnvironmentFault
from pos_app.receipts import logo
from pos_app.receipts.logo import load_logo
from pos_app.receipts.paper import Roll


def _code(path: Path) -> str:
    with pytest.raises(EnvironmentFault) as caught:
        load_logo(path)
    assert caught.value.facts == {"file": path.name}
    return caught.value.code


def test_black_stays_black_and_white_and_nothing_are_white(tmp_path: Path) -> None:
    picture = Image.new("RGBA", (3, 1), (255, 255, 255, 255))
    picture.putpixel((0, 0), (0, 0, 0, 255))
    picture.putpixel((1, 0), (0, 0, 0, 0))
    picture.save(tmp_path / "logo.png")
    dots = load_logo(tmp_path / "logo.png")
    assert (dots.width, dots.height, dots.rows) == (3, 1, b"\x80")


def test_a_large_logo_is_made_to_fit_the_narrow_roll(tmp_path: Path) -> None:
    Image.new("L", (2_000, 500), 0).save(tmp_path / "logo.jpg")
    dots = load_logo(tmp_path / "logo.jpg")
    assert (dots.width, dots.height) == (Roll.MM58.dots, 96)


def test_what_is_no_picture_is_named(tmp_path: Path) -> None:
    text = tmp_path / "logo.png"
    text.write_text("<svg/>")
    assert _code(text) == "LOGO_UNREADABLE"
    assert _code(tmp_path / "gone.png") == "LOGO_UNREADABLE"
    Image.radial_gradient("L").save(tmp_path / "whole.png")
    broken = tmp_path / "broken.png"
    broken.write_bytes((tmp_path / "whole.png").read_bytes()[:2_000])
    assert _code(broken) == "LOGO_UNREADABLE"


def test_a_picture_of_another_kind_is_not_opened_whatever_its_name_says(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    Image.new("L", (20, 20), 0).save(path, format="TIFF")
    assert _code(path) == "LOGO_UNREADABLE"


def test_a_picture_too_large_to_unpack_is_refused_before_it_is(tmp_path: Path) -> None:
    wide = tmp_path / "wide.png"
    Image.new("1", (logo.LARGEST_SIDE + 1, 1)).save(wide)
    assert _code(wide) == "LOGO_TOO_LARGE"
    heavy = tmp_path / "heavy.png"
    heavy.write_bytes(bytes(logo.LARGEST_FILE_BYTES + 1))
    assert _code(heavy) == "LOGO_TOO_LARGE"
