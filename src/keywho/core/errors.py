"""Something a person can put right: what is wrong, where, and a way out."""

from collections.abc import Sequence


class KeywhoError(Exception):
    """The base of all errors that are shown to people. `code` is for programs, the text for people."""

    code = "keywho"


class Fault(KeywhoError):
    """One thing that is wrong with a problem, with the names involved."""

    def __init__(self, code: str, sentence: str, names: Sequence[str] = ()) -> None:
        self.code = code
        self.names = tuple(names)
        super().__init__(sentence)


class FaultyProblem(KeywhoError):
    """A problem that no programme can solve; `faults` names all that is wrong with it."""

    code = "faulty-problem"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        lines = [str(fault) for fault in faults]
        super().__init__(lines[0] if len(lines) == 1 else "\n".join([f"{len(lines)} things are wrong:", *(f"- {line}" for line in lines)]))


class BadInput(KeywhoError):
    """A file or an argument that can't be understood."""

    code = "bad-input"
