"""Strict judges of vCards: ez-vcard (Java) of all versions, vobject of 3.0. ez-vcard needs a JDK and the packages of Debian named in `MISSING`."""

import shutil
import subprocess
from pathlib import Path

import pytest
import vobject

JARS = [Path("/usr/share/java/ez-vcard.jar"), Path("/usr/share/java/vinnie.jar")]
MISSING = "ez-vcard is not here, the strictest judge of vCards. Maybe: apt install libez-vcard-java libvinnie-java default-jdk-headless"
JUDGE = Path(__file__).parent / "Judge.java"


def ez_vcard(*files: Path) -> list[str]:
    """Ask ez-vcard about files; gives what it understood, or skips the test where it is not installed."""
    java, javac = shutil.which("java"), shutil.which("javac")
    if java is None or javac is None or not all(jar.exists() for jar in JARS):
        pytest.skip(MISSING)
    command = [java, "-Dfile.encoding=UTF-8", "-XX:TieredStopAtLevel=1", "-cp", ":".join(map(str, JARS)), str(JUDGE), *map(str, files)]
    answered = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert answered.returncode == 0, answered.stderr
    return answered.stdout.splitlines()


def vobject_cards(content: bytes) -> list[vobject.base.Component]:
    """Ask vobject about a file; it raises where something is wrong."""
    cards = list(vobject.readComponents(content.decode(), validate=True))
    for card in cards:
        card.validate(raiseException=True)
    return cards
