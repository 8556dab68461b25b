"""Takes a picture of every page in every state, from the demo evening: `python tools/screenshots.py out/pictures`.

Each page at 390 and 1280 pixels (the projector at 1920), light and dark. With `--readme` the few that README and docs show are made anew, small enough to be kept.
What is looked at stands in tests/e2e/all_pages.py.
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from e2e.all_pages import Guide, View, shown  # noqa: E402  the tests are no package that is installed
from e2e.browsing import browsers  # noqa: E402
from e2e.house import House  # noqa: E402
from e2e.touring import mail_settings  # noqa: E402
from server.post_office import post_office  # noqa: E402

WIDTHS = {"phone": ((390, 844), (1280, 900)), "desk": ((390, 844), (1280, 900)), "projector": ((1920, 1080),)}
KEPT = {
    "phone, nearby": ("phone-meet", (390, 844)),
    "phone, first turn": ("phone-turn", (390, 844)),
    "wall, where to go": ("projector-where", (1920, 1080)),
    "wall, first turn": ("projector-turn", (1920, 1080)),
    "run, people move": ("desk-run", (1280, 900)),
}
"""The pictures of README and docs: by name of the view, the file and the size."""
MOST_BYTES = 150_000
WIDEST = 1280
TALLEST = 4000


def main() -> None:
    """Serve the demo evening, go through it, and take pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="where the pictures go")
    parser.add_argument("--readme", action="store_true", help="make the pictures of README and docs")
    parser.add_argument("--only", default="", help="take pictures only of views whose name has this in it")
    asked = parser.parse_args()
    if not asked.folder and not asked.readme:
        parser.error("name a folder, or say --readme")
    with tempfile.TemporaryDirectory() as home, post_office() as office:
        house = House(Path(home), words=("--demo",), environ=mail_settings(office)).open()
        try:
            with browsers(house.url) as opened:
                guide = Guide(house, opened)
                for view, page in shown(guide, lambda view: asked.only in view.name and (bool(asked.folder) or view.name in KEPT)):
                    if asked.folder:
                        take_all(view, page, asked.folder)
                    if asked.readme and view.name in KEPT:
                        take_small(page, *KEPT[view.name])
                if guide.desk is not None:
                    guide.desk.close()
                for words in opened.watch.trouble:
                    print(words)
        finally:
            house.close()


def take_all(view: View, page: Page, folder: Path) -> None:
    """Take a page at all its sizes, light and dark."""
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^a-z0-9]+", "-", view.name.casefold()).strip("-")
    for width, height in WIDTHS[view.device]:
        page.set_viewport_size({"width": width, "height": height})
        if view.device == "desk" and not page.locator("dialog[open]").count():
            whole = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({"width": width, "height": min(max(height, whole), TALLEST)})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(150)
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png")


def take_small(page: Page, name: str, size: tuple[int, int]) -> None:
    """Take a picture that is kept: few colours, and no larger than it has to be."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme="light")
    page.wait_for_timeout(200)
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    page.screenshot(path=path, full_page=False)
    with Image.open(path) as taken:
        picture = taken.convert("RGB")
    if picture.width > WIDEST:
        picture = picture.resize((WIDEST, round(picture.height * WIDEST / picture.width)), Image.Resampling.LANCZOS)
    for colours in (128, 64, 32):
        picture.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            return
    raise SystemExit(f"{path} has {path.stat().st_size:,} bytes; {MOST_BYTES:,} are allowed.")


if __name__ == "__main__":
    main()
