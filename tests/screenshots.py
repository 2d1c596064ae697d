"""Pictures of every screen, in both languages and sizes: `python -m tests.screenshots [FOLDER]`.

Drives the real window over the demo store, offscreen. The same looks are judged by tests/ui.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from pos_app.ui import language, theme
from tests.ui import looks_customer
from tests.ui.looking import clipped_texts, outside, settle
from tests.ui.looks import LANGUAGES, LOOKS, SIZES, start_afresh
from tests.ui.looks_customer import customer_side
from tests.ui.shop import CASHIER, Shop, compile_texts, make_template, open_shop

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Take the pictures; give the number of looks with text that is cut off."""
    folder = Path(arguments[0]) if arguments else ROOT / ".venv" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    compile_texts()
    app = QApplication([])
    faults = 0
    with tempfile.TemporaryDirectory() as place:
        template = make_template(Path(place) / "template")
        for width, height in SIZES:
            theme.apply(app, theme.scale_for(width, height))
            language.switch(language.Language.CHINESE)
            shop = open_shop(template, Path(place) / f"{width}")
            shop.open_for_trade()
            shop.show(width, height)
            shop.wiring.sign_on.on_signed(*CASHIER)
            faults += sum(take(shop, folder, name) for name in LOOKS)
            take_customer(shop, folder)
            shop.close()
    print(f"{len(LOOKS) * len(SIZES) * len(LANGUAGES)} pictures in {folder}, {faults} with faults")
    return 1 if faults else 0


def take_customer(shop: Shop, folder: Path) -> None:
    """Take what the customer sees; it speaks a language of its own."""
    side = customer_side(shop, shop.folder)
    side.window.resize(shop.window.size())
    for name, look in looks_customer.LOOKS.items():
        look(side)
        if name != "customer_test":
            side.window.paint_now()
        size = f"{side.window.width()}x{side.window.height()}"
        side.window.grab().save(str(folder / f"{name}-{size}.png"))
    side.window.leave()


def take(shop: Shop, folder: Path, name: str) -> int:
    """Take one look in every language; give how many have text that is cut off."""
    start_afresh(shop)
    LOOKS[name](shop)
    faults = 0
    for spoken in LANGUAGES:
        language.switch(spoken)
        settle()
        size = f"{shop.window.width()}x{shop.window.height()}"
        shop.window.grab().save(str(folder / f"{name}-{spoken.value}-{size}.png"))
        found = clipped_texts(shop.window) + outside(shop.window)
        if found:
            print(f"{name} {spoken.value} {size}: {found}")
            faults += 1
    return faults


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
