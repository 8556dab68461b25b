"""Makes the list of everyday words from the package wordfreq (pip install wordfreq==3.1.1): python tools/common_words.py"""

import gzip
from pathlib import Path

from wordfreq import iter_wordlist, zipf_frequency

from keywho.benefit.vocabulary.tokens import plain, singular

TARGET = Path(__file__).parent.parent / "src/keywho/benefit/vocabulary/common_words.txt.gz"
LANGUAGES = ("en", "de", "es")
LEAST_ZIPF = 3.4


def common_words() -> dict[str, float]:
    """Give each everyday word, plain and singular, with how common it is where it is most common (Zipf scale: log10 of its number in a billion words)."""
    found: dict[str, float] = {}
    for language in LANGUAGES:
        for word in iter_wordlist(language):
            common = zipf_frequency(word, language)
            if common < LEAST_ZIPF:
                break
            bare = singular(plain(word))
            if bare.isalpha() and len(bare) > 1:
                found[bare] = max(common, found.get(bare, 0.0))
    return found


if __name__ == "__main__":
    lines = [f"{word}\t{common:.1f}" for word, common in sorted(common_words().items())]
    TARGET.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    print(f"{TARGET.name}: {len(lines)} words, {TARGET.stat().st_size / 1e3:.0f} KB")
