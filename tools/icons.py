"""Make the icon sprite from the npm package lucide-static: only the icons named here.

npm pack lucide-static@1.62.0 && tar xzf lucide-static-*.tgz && python tools/icons.py package
"""

import re
import sys
from pathlib import Path

SPRITE = Path(__file__).parent.parent / "src/keywho/server/web/static/keywho/icons/sprite.svg"
WORDS = """
accessibility armchair arrow-down arrow-left arrow-left-right arrow-right arrow-up badge ban bell bell-ring briefcase calendar calendar-days calendar-plus
check chevron-down chevron-left chevron-right circle circle-check circle-dashed circle-question-mark circle-x clock coffee columns-3 copy
door-open download ear ellipsis external-link eye eye-off fast-forward file-spreadsheet file-up flag footprints git-compare grip-vertical
hand handshake heart-handshake history hourglass id-card info key leaf life-buoy link list list-ordered lock log-in log-out mail map map-pin
maximize megaphone menu mic minus moon notebook-pen octagon-x pause pencil phone pin pin-off play plus printer projector qr-code redo-2
refresh-cw repeat rotate-ccw scale search send shield-check shuffle skip-forward smartphone sparkles square step-forward sun table-2 tag
timer trash-2 triangle-alert undo-2 user user-check user-plus user-x users video volume-2 volume-x wifi wifi-off x zoom-in zoom-out
"""
NAMES = WORDS.split()
STROKE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'


def symbol(name: str, svg: str) -> str:
    """The drawing of one Lucide file as a symbol of the sprite."""
    found = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if found is None:
        raise SystemExit(f"{name}.svg: no <svg> in it. Maybe the package has another layout now.")
    strokes = re.sub(r"\s+", " ", found[1]).replace("> <", "><").strip()
    return f'<symbol id="{name}" viewBox="0 0 24 24" {STROKE}>{strokes}</symbol>'


def main(package: Path) -> None:
    """Write the sprite from an unpacked lucide-static package."""
    missing = [name for name in NAMES if not (package / "icons" / f"{name}.svg").exists()]
    if missing:
        raise SystemExit(f"lucide-static has no {', '.join(missing)}. Maybe renamed: look into its tags.json.")
    symbols = [symbol(name, (package / "icons" / f"{name}.svg").read_text()) for name in sorted(NAMES)]
    SPRITE.write_text('<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n")
    print(f"{SPRITE.name}: {len(symbols)} icons, {SPRITE.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
