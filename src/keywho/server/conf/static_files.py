"""Style sheets, scripts and pictures, answered beside Django from memory.

Their address has a digest of all of them in it: a browser keeps what it has until something changes, scripts can name each other by
relative paths, and nothing has to be collected or built. A thousand phones that come at once cost Django nothing.
"""

import gzip
import hashlib
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from keywho.server.conf.asgi_words import Receive, Scope, Send, header_of

STATIC_ROUTE = "/static/"
FOLDER = Path(__file__).parents[1] / "web" / "static"

TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json", ".woff2": "font/woff2"}
TEXT = ("text/", "image/svg+xml", "application/manifest+json", "application/json")
SMALLEST_TO_PACK = 400

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it goes over the wire."""

    body: bytes
    packed: bytes | None
    content_type: str
    tag: str

    @classmethod
    def of(cls, path: Path) -> "StaticFile":
        """Read a file."""
        body = path.read_bytes()
        kind = TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        is_text = kind.startswith(TEXT)
        packed = gzip.compress(body, 9, mtime=0) if is_text and len(body) >= SMALLEST_TO_PACK else None
        return cls(body, packed, f"{kind}; charset=utf-8" if is_text else kind, f'"{hashlib.sha256(body).hexdigest()[:20]}"')


class StaticFiles:
    """Answers requests for the files in a folder; `watched` reads them anew each time, for those who change them."""

    def __init__(self, folder: Path = FOLDER, *, watched: bool = False) -> None:
        self.folder, self.watched = folder, watched
        self.file_by_name: Mapping[str, StaticFile] = {} if watched else {name: StaticFile.of(path) for name, path in paths_in(folder)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        method, path = scope["method"], scope["path"].removeprefix(STATIC_ROUTE)
        stamp, _, name = path.partition("/")
        file = self._find(name)
        if file is None or method not in ("GET", "HEAD"):
            status, words = (404, b"There is no such file.\n") if file is None else (405, b"Files can only be read.\n")
            await _answer(send, status, [(b"content-type", b"text/plain; charset=utf-8")], words)
            return
        kept = FOR_EVER if not self.watched and stamp == digest() else ASK_AGAIN
        headers = [(b"cache-control", kept.encode()), (b"etag", file.tag.encode()), (b"vary", b"accept-encoding"), (b"x-content-type-options", b"nosniff")]
        if file.tag in header_of(scope, b"if-none-match"):
            await _answer(send, 304, headers, b"")
            return
        body = file.body
        if file.packed is not None and "gzip" in header_of(scope, b"accept-encoding"):
            body = file.packed
            headers.append((b"content-encoding", b"gzip"))
        headers += [(b"content-type", file.content_type.encode()), (b"cross-origin-resource-policy", b"same-origin")]
        await _answer(send, 200, [*headers, (b"content-length", str(len(body)).encode())], b"" if method == "HEAD" else body)

    def _find(self, name: str) -> StaticFile | None:
        if not self.watched:
            return self.file_by_name.get(name)
        path = dict(paths_in(self.folder)).get(name)
        return StaticFile.of(path) if path else None


def paths_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give all files below a folder with their names in an address, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path


@cache
def digest(folder: Path = FOLDER) -> str:
    """Give a short word that changes when any of the files does."""
    found = hashlib.sha256()
    for name, path in paths_in(folder):
        found.update(f"{name}\0{path.stat().st_size}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


async def _answer(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
