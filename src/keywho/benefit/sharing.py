"""The few who are useful to all are shared out: who has others to ask leaves them a little to those who have not."""

import numpy as np
from numpy.typing import NDArray

from keywho.benefit.knobs import Sharing

STRONG_POINTS = 4.0
CAN_MEET = 6
"""So many strong wishes for one person can be met in an evening."""

ENOUGH_OTHERS = 3
GIVEN_UP = {Sharing.OFF: 0.0, Sharing.GENTLE: 0.2, Sharing.STRONG: 0.45}


def shared_out(seeker: NDArray[np.int64], sought: NDArray[np.int64], points: NDArray[np.float64], people: int, sharing: Sharing) -> NDArray[np.float64]:
    """Give the points of entries after sharing out.

    A person is crowded by the share of the strong entries about them that can't be held: with 24 who seek them and 6 meetings, 0.75.
    A seeker can spare them by how many others, with no more wishes than meetings, would help as well: three are enough to spare wholly.
    An entry loses at most a fifth (gently) or 45 % (strongly) of its points, times crowded, times spare. Who has nobody else loses nothing.
    """
    share = GIVEN_UP[sharing]
    strong = points >= STRONG_POINTS
    if not share or not strong.any():
        return points
    wishes = np.bincount(sought[strong], minlength=people)
    crowded = np.clip(1.0 - CAN_MEET / np.maximum(1, wishes), 0.0, 1.0)
    free = strong & (crowded[sought] == 0.0)
    spare = np.minimum(1.0, np.bincount(seeker[free], minlength=people) / ENOUGH_OTHERS)
    return np.asarray(np.where(strong, np.round(points * (1.0 - share * crowded[sought] * spare[seeker]), 2), points))
