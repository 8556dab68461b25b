"""Orthogonal arrays whose order is no prime power, from the literature, kept as a few rows and the steps that move them on.

An orthogonal array of order n has n * n rows of k numbers below n; any two columns bring any two numbers together in exactly one row
(Handbook III.3). k - 2 orthogonal Latin squares are the same thing.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from keywho.planning.designs.fields import Numbers, numbers_of


@dataclass(frozen=True)
class Array:
    """An orthogonal array of one order: rows, and steps that move the rows on.

    Numbers below parts[0] * parts[1] stand for elements (i, j) of Z_a x Z_b, as i + a j; larger ones stay where they are. A step adds
    one element to each column. `cycled` first turns each row's leading and trailing half about its three places. `still` rows are not
    moved on.
    """

    order: int
    source: str
    parts: tuple[int, int]
    text: str
    steps: tuple[str, ...]
    still: str
    cycled: bool = False

    @cached_property
    def rows(self) -> Numbers:
        """Give all rows, order * order of them."""
        rows = numbers_of(self.text)
        if self.cycled:
            rows = np.concatenate(
                [rows[:, [*first, *(3 + at for at in last)]] for first, last in (((0, 1, 2), (0, 1, 2)), ((1, 2, 0), (2, 0, 1)), ((2, 0, 1), (1, 2, 0)))]
            )
        for step in self.steps:
            rows = self._moved_on(rows, numbers_of(step)[0])
        return np.concatenate([rows, numbers_of(self.still)]) if self.still else rows

    def _moved_on(self, rows: Numbers, step: Numbers) -> Numbers:
        """Add a step to all rows, again and again until it comes round."""
        a, b = self.parts
        held = [rows]
        while True:
            last = held[-1]
            low = (last % a + step % a) % a
            high = (last // a + step // a) % b
            following = np.where(last < a * b, low + a * high, last)
            if (following == rows).all():
                return np.concatenate(held)
            held.append(following)


def _of_squares(text: str, count: int) -> str:
    """Write the rows of an array for Latin squares that stand side by side: row, column, and a letter of each square."""
    lines = text.split()
    words = [lines[at : at + count] for at in range(0, len(lines), count)]
    letters = ((row, column, *(ord(word[column]) - ord("a") for word in line)) for row, line in enumerate(words) for column in range(len(line[0])))
    return "/".join(" ".join(map(str, each)) for each in letters)


ARRAYS: tuple[Array, ...] = (
    Array(
        10,
        "two Latin squares, Parker 1959",
        (7, 1),
        "0 0 0 0/0 1 7 6/0 2 8 5/0 3 9 4/0 4 1 9/0 5 3 8/0 6 5 7/0 7 2 1/0 8 4 2/0 9 6 3/7 0 1 2/8 0 2 4/9 0 3 6",
        ("1 1 1 1",),
        "7 7 7 7/7 8 8 9/7 9 9 8/8 7 9 9/8 8 7 8/8 9 8 7/9 7 8 8/9 8 9 7/9 9 7 9",
    ),
    Array(
        14,
        "four Latin squares, Todorov 2012",
        (1, 1),
        _of_squares(
            """
            bjihgkecalnfmd bfmcenidgjhalk bcdefghijklmna bcdefghijklmna
            fckjbhledimagn jcgndfalehkbim gnkjdmiclbhaef jflhnkaecmgdib
            mgdlkcbafejnih ikdhaegnmfblcj lifhbjemkangcd emkdjbgfnliahc
            cnhemldbigfkaj hjlebifkangcmd dalmgnbjehcfik anighmflkbdcej
            edabfnmkcjhgli gbkmfcjeliahdn njcaeifhbdgkml kebcajimdgfhln
            nfeicgajldkbhm khclngdafmjibe mfbkcdlagnjihe cgnflembihakjd
            iagfjdhnkmelcb elbdmahfignkjc aemnhkjdcifblg ilabkdnhfcjegm
            dlnkeafimhcjbg ceabkjnihdmgfl hdnikbagmcelfj ljgnihecbamfdk
            gemalfihjnbdkc adficlkmjbenhg cgjflhnbiekdam ndmabcjglfeikh
            jhfnimgdbkacel liegjdmhnkcfab fkibmagenldhjc mbhiefljadkncg
            hkbgajnmeclidf nmjfhkecbaldgi imhlneckdfajgb difjcnkamehgbl
            ablchikgnfdmje fankgbljdcimeh klegafdnhjmcbi ghckmlbdeinjaf
            licmdbjfhagenk mgialhcbkedjnf jhadicmlfgbekn fajlgidkhncbme
            kmjdneclgbihfa dnhjimbgclfeka ebgcjlkfamindh hkemdacngjblfi
            """,
            4,
        ),
        (),
        "",
    ),
    Array(
        18,
        "five Latin squares, Abel 2015",
        (6, 3),
        "0 0 0 0 0 0 0/3 2 3 12 8 0 3/3 3 14 3 0 10 12/0 3 15 12 3 4 14/3 0 13 15 2 3 10/3 5 6 17 13 4 11/3 1 9 4 3 1 2/0 1 5 7 8 17 17/0 4 11 1 13 10 3/0 2 6 11 15 11 4/3 4 2 8 15 5 13/0 5 12 6 16 7 13",
        ("0 6 4 8 14 16 12", "4 4 4 4 4 4 4", "6 6 6 6 6 6 6"),
        "",
    ),
    Array(
        20,
        "four Latin squares, Todorov 1989; Handbook III.3.49",
        (19, 1),
        "19 0 0 7 1 11/7 1 11 19 0 0/13 15 10 13 15 10/1 7 11 16 17 5/16 17 5 1 7 11/9 6 4 2 14 3/2 14 3 9 6 4",
        ("1 1 1 1 1 1",),
        "19 19 19 19 19 19",
        cycled=True,
    ),
)
"""Arrays by order."""
