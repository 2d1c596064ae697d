"""What a camera sees: codes on a grey wall, turned and grainy as a hand and a lens make them."""

import random

from PIL import Image

from pos_app.receipts import qr

WIDTH, HEIGHT = 1280, 720


def picture(*texts: str) -> Image.Image:
    """A wall, and codes that hang on it side by side, each in a white frame."""
    wall = Image.new("L", (WIDTH, HEIGHT), 150)
    for place, text in enumerate(texts):
        cells = qr.matrix(text)
        code = Image.new("L", (len(cells), len(cells)), 255)
        code.putdata([20 if cell else 240 for row in cells for cell in row])
        side = len(cells) * 6
        middle = WIDTH * (2 * place + 1) // (2 * len(texts))
        corner = (middle - side // 2, (HEIGHT - side) // 2)
        wall.paste(code.resize((side, side), Image.Resampling.NEAREST), corner)
    return wall


def spoilt(image: Image.Image, degrees: float, seed: int, noise: int = 12) -> Image.Image:
    """What a hand and a poor lens make of it."""
    turned = image.rotate(degrees, Image.Resampling.BILINEAR, fillcolor=150)
    source = random.Random(seed)
    grain = [source.gauss(0, noise) for _ in range(4_096)]
    shift = source.randrange(4_096)
    cells = turned.tobytes()
    noisy = bytes(
        min(255, max(0, round(cell + grain[(n * 31 + shift + n // 4_093) % 4_096])))
        for n, cell in enumerate(cells)
    )
    return Image.frombytes("L", turned.size, noisy)
