import json
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cli.terminal import EXAMPLES, command, folder_of
from keywho.adapters.exchange_json import read_exchange
from keywho.planning.check import check

LONG = ("--room", "tables:10x6", "--rounds", "nearby:any*3,table:6*3", "--seconds", 100, "--json")


def _as_from_a_terminal() -> None:
    """Listen to Ctrl-C though the tests themselves may run in the background, where it is ignored and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def searching(out: Path) -> Iterator[subprocess.Popen[str]]:
    """Start a long search and wait until it says where it stands."""
    words = command("plan", EXAMPLES / "evening-60.csv", *LONG, "--out", out)
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=_as_from_a_terminal)
    assert running.stderr
    try:
        while "of at most" not in (line := running.stderr.readline()):
            assert line, "the search ended before it said where it stands"
        yield running
    finally:
        running.kill()
        running.communicate()


def test_ctrl_c_gives_the_best_so_far(tmp_path: Path) -> None:
    with searching(tmp_path / "evening") as running:
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    found = json.loads(out)
    assert (running.returncode, found["stopped_by"], found["violations"]) == (0, "interrupt", 0)
    assert "Interrupted after" in err
    assert set(folder_of(tmp_path / "evening")) == {"cards.pdf", "programme.csv", "programme.json", "report.html"}
    exchange = read_exchange(tmp_path / "evening" / "programme.json")
    assert exchange.programme and check(exchange.problem, exchange.programme).ok


def test_a_second_ctrl_c_gives_up_and_leaves_no_half_file(tmp_path: Path) -> None:
    with searching(tmp_path / "evening") as running:
        for _ in range(200):
            if running.poll() is not None:
                break
            running.send_signal(signal.SIGINT)
            time.sleep(0.02)
        running.communicate(timeout=60)
    assert running.returncode in (130, -signal.SIGINT)
    assert folder_of(tmp_path / "evening") == {}
