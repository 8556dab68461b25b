"""The sections of the benefit, as run.py measures them."""

import time
from functools import partial

from cases import Case, Figures, Section, seconds

from benefit import constructed, fairness, rankers, speed, titles, truth


def vocabularies() -> Figures:
    """Make the vocabularies that the other cases share, unless they are there already."""
    if truth.missing():
        return {"remark": truth.missing()}
    began = time.perf_counter()
    left = len(truth.WITHOUT_UNSEEN.vocabulary().title_concepts)
    for known in (truth.only("onet"), truth.only("esco")):
        known.vocabulary()
    has_model = [known.embedding() is not None for known in (truth.WITHOUT_UNSEEN, truth.only("onet"), truth.only("esco"))]
    return {
        "seconds": seconds(time.perf_counter() - began),
        "titles held out": len(truth.unseen()),
        "titles left": left,
        "embedding tier": "installed, its map of titles learned without them" if all(has_model) else "not installed",
    }


SECTIONS = (
    Section(
        "benefit-vocabularies",
        "Benefit: the vocabularies of the evaluation",
        "`seconds` is the making, or the reading where they were kept already. Made once (minutes) and kept in .benchmarks/ for as long as what makes them is the same: one without a tenth of the titles of O*NET and of ESCO, one of O*NET "
        "alone, one of ESCO alone. The truth is O*NET 27.0 (USDOL/ETA, CC BY 4.0) and ESCO 1.2.0 (European Commission).",
        (Case("vocabularies", vocabularies, 900),),
    ),
    Section(
        "benefit-titles",
        "Benefit: unseen titles find their occupation",
        f"{titles.ASKED} alternate titles of O*NET that the vocabulary was made without; all 1,016 occupations are put in order by their nearest known title. Share with the "
        "right occupation first and among ten, and the mean reciprocal rank: as written, with one or two slips of the thumb, and shortened (Sr., Mgr, RN; only the titles in "
        "which something can be). Equal scores stand in an order of chance.",
        tuple(Case(name, partial(titles.find_occupation, name), 300) for name in rankers.NAMES),
    ),
    Section(
        "benefit-ranking",
        "Benefit: titles of the same occupation come first",
        f"Mean average precision of {titles.QUERIES} titles among {titles.CORPUS:,}; right are those of the same occupation. ESCO's titles are ranked by a reader whose "
        "vocabulary is of O*NET alone, O*NET's by one of ESCO alone. O*NET gives many occupations titles that do not name the work (“Supervisor”), and near occupations share "
        "titles: no order comes near 1.",
        tuple(Case(name, partial(titles.rank_titles, name), 300) for name in rankers.NAMES),
    ),
    Section(
        "benefit-room",
        "Benefit: who is right in a room of 1,000",
        "A constructed room: ten people of each of 100 occupations, each sought by ten others, who name it with titles that the ten do not use; bare titles or sentences. "
        "Recall of the ten best, and of those who seek with titles that the vocabulary was made without (“unseen”); other names of the occupation, and those in other "
        "languages, it knows. In the rooms “all unknown” it knows none: they are written with titles of ESCO, and it was told those of O*NET alone. “Whole benefit” are the points that a programme is planned with, from pieces of texts and with all signals.",
        (
            *(Case(name, partial(constructed.recall, name), 300) for name in rankers.NAMES),
            *(Case(name, partial(constructed.recall_of_benefit, name), 300) for name in constructed.WHOLE),
        ),
    ),
    Section(
        "benefit-speed",
        "Benefit: how long a room takes",
        "Rooms invented from the names of occupations, written as people write: sentences, one word, slips, abbreviations, three languages, whole résumés of 3,000 signs, "
        "“I don't know yet”, nothing. `seconds` is a room from nothing, reading included; the bare product is that of everybody's vector of 128 numbers with everybody's, "
        "nothing read, nothing kept: the limit that `ratio` is to. Then 50 people walk up one after the other: the time until the room knows them, and until all "
        "entries are there as the planner takes them. CPU seconds are those of all threads together: they tell what a busy machine hides. Asked for: a walk-up below 50 ms at 5,000.",
        speed.CASES,
    ),
    Section("benefit-growth", "Benefit: how the time grows", "The exponent of the time in the number of people, fitted to four sizes.", (speed.GROWTH,)),
    Section(
        "benefit-fairness",
        "Benefit: whom it serves, and whom less",
        f"An invented room of {fairness.PEOPLE:,} in which everybody has the same chance: ten people have the occupation that somebody seeks, however it is written. `right` is the "
        "share of the five best who have it; Gini 0: all are sought equally often.",
        fairness.CASES,
    ),
)
