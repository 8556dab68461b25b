"""Learns the map of job titles from the O*NET and ESCO files: python tools/title_map.py FOLDER, which holds onet/ and esco/. Needs the sentence model."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from vocabulary import esco_concepts, esco_titles, onet_concepts, onet_titles

from keywho.adapters.sentence.title_map import TARGET, TitleMap
from keywho.adapters.sentence_model import sentence_model

WIDTH, SHRINKAGE, GROUP_WEIGHT = 256, 0.6, 0.3


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles with the occupation and the group of occupations that each belongs to."""

    texts: list[str]
    occupations: list[str]
    groups: list[str]

    def where(self, chosen: Sequence[bool] | NDArray[np.bool_]) -> "Titles":
        """Give some of them."""
        at = np.flatnonzero(chosen)
        return Titles([self.texts[i] for i in at], [self.occupations[i] for i in at], [self.groups[i] for i in at])


def titles_of(folder: Path, source: str) -> Titles:
    """Read the English titles of one source; descriptions and tools are no titles."""
    concepts = onet_concepts(folder / "onet") if source == "onet" else esco_concepts(folder / "esco")
    group = {concept.id: concept.group for concept in concepts}
    found = onet_titles(folder / "onet") if source == "onet" else esco_titles(folder / "esco")
    titles = [title for title in found if title.count == 1 and title.language == "en" and title.text.strip()]
    return Titles([title.text for title in titles], [title.concept for title in titles], [group[title.concept] for title in titles])


def learned_map(vectors: NDArray[np.float32], titles: Titles) -> TitleMap:
    """Learn the map: what differs within an occupation counts little, what differs between occupations, and between groups of them, counts much."""
    keys, occupation = np.unique(titles.occupations, return_inverse=True)
    group = np.unique(titles.groups, return_inverse=True)[1]
    middle = vectors.mean(axis=0, dtype=np.float64)
    x = vectors - middle
    means = _means(x, occupation)
    rest = (x - means[occupation]) / np.sqrt(np.sqrt(np.bincount(occupation)))[occupation, None]  # large occupations count less
    within = rest.T @ rest / len(rest)
    between = means.T @ means / len(means)
    groups = _means(x, group)
    between += GROUP_WEIGHT * groups.T @ groups / len(groups)
    within = (1 - SHRINKAGE) * within + SHRINKAGE * np.trace(within) / len(within) * np.eye(len(within))
    spread, axes = np.linalg.eigh(within)
    white = axes / np.sqrt(spread) @ axes.T
    strength, turned = np.linalg.eigh(white @ between @ white)
    best = np.argsort(-strength)[:WIDTH]
    turn = white @ turned[:, best] * np.sqrt(strength[best] / (strength[best] + 1))
    flip = np.sign(turn[np.argmax(np.abs(turn), axis=0), np.arange(turn.shape[1])])  # the same file again, whichever sign was found
    bare = TitleMap(middle.astype(np.float32), (turn * flip).astype(np.float32), (), np.zeros((0, turn.shape[1]), np.float32))
    centres = _means(bare.mapped(vectors), occupation)
    return TitleMap(bare.middle, bare.turn, tuple(keys.tolist()), _unit(centres))


def _means(x: NDArray[np.floating], kind: NDArray[np.intp]) -> NDArray[np.float64]:
    total = np.zeros((int(kind.max()) + 1, x.shape[1]))
    np.add.at(total, kind, x)
    return total / np.bincount(kind)[:, None]


def _unit(x: NDArray[np.floating]) -> NDArray[np.float32]:
    return (x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-9)).astype(np.float32)


def main(folder: Path) -> None:
    """Learn from both sources and write the file."""
    embed = sentence_model()
    if embed is None:
        sys.exit("The sentence model is not installed. Maybe: keywho model install.")
    onet, esco = titles_of(folder, "onet"), titles_of(folder, "esco")
    both = Titles(onet.texts + esco.texts, onet.occupations + esco.occupations, onet.groups + esco.groups)
    TARGET.write_bytes(learned_map(embed(both.texts), both).to_bytes())
    print(f"{TARGET}: {len(set(both.occupations))} occupations, {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
