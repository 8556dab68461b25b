"""An independent reader of QR codes: what a phone would see, in arrays and on printed pages."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


def read_codes(picture: Picture, *, inverted: bool = False) -> list[str]:
    """Give the texts of all codes in a picture, from top to bottom; light on dark only where that is asked for."""
    zxingcpp = pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed; it reads codes as a phone does")
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode, try_invert=inverted)
    return [code.text for code in sorted(found, key=lambda code: (code.position.top_left.y, code.position.top_left.x))]


def picture_of(modules: object, pixels: int = 4) -> Picture:
    """Draw modules, some pixels each."""
    dark = np.array(modules, dtype=bool)
    return np.kron(np.where(dark, 0, 255).astype(np.uint8), np.ones((pixels, pixels), dtype=np.uint8))


def pictures_of(path: Path, dpi: int = 200) -> list[Picture]:
    """Give the pages of a PDF as grey pictures."""
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm (poppler-utils) is not installed; it draws pages")
    subprocess.run(["pdftoppm", "-gray", "-r", str(dpi), str(path), str(path.with_suffix(""))], check=True)
    pictures = []
    for page in sorted(path.parent.glob(f"{path.stem}-*.pgm")):
        kind, size, top, pixels = page.read_bytes().split(b"\n", 3)
        assert (kind, top) == (b"P5", b"255")
        width, height = map(int, size.split())
        pictures.append(np.frombuffer(pixels, dtype=np.uint8).reshape(height, width))
    return pictures
