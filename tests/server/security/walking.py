"""All addresses of the server, with words put into their places."""

from collections.abc import Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver


def addresses(words: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Give the name and the path of every page; `words` says what stands for each part, such as "code"."""
    yield from _below(get_resolver().url_patterns, "/", words)


def _below(patterns: list[URLPattern | URLResolver], before: str, words: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        for kind in ("str", "int", "slug"):
            for part, word in words.items():
                path = path.replace(f"<{kind}:{part}>", str(word))
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns, path, words)
        else:
            yield str(pattern.name), path
