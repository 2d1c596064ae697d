"""The store's logo: a picture file becomes black dots. A file from outside is not trusted."""

from pathlib import Path

from pos_app.errors import EnvironmentFault
from pos_app.receipts.paper import Picture, Roll

LARGEST_FILE_BYTES = 512 * 1024
LARGEST_SIDE = 4_000
"""More pixels than any logo has; a small file can unpack to gigabytes."""

TALLEST_DOTS = 240
"""Three centimetres of paper on every receipt are enough."""

_FORMATS = ("PNG", "BMP", "JPEG")


def load_logo(path: Path) -> Picture:
    """Read a logo, fit it to the narrow roll and make it black and white.

    Raises EnvironmentFault: LOGO_UNREADABLE, LOGO_TOO_LARGE.
    """
    from PIL import Image, UnidentifiedImageError  # here: half of all starts never print

    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise EnvironmentFault("LOGO_TOO_LARGE", file=path.name)
        with Image.open(path, formats=_FORMATS) as file:
            if max(file.size) > LARGEST_SIDE:
                raise EnvironmentFault("LOGO_TOO_LARGE", file=path.name)
            picture = file.convert("RGBA")
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError) as error:
        raise EnvironmentFault("LOGO_UNREADABLE", file=path.name) from error
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    paper.thumbnail((Roll.MM58.dots, TALLEST_DOTS))
    dots = paper.convert("L").point(lambda level: 255 if level < 128 else 0).convert("1")
    return Picture("logo", dots.width, dots.height, dots.tobytes())
