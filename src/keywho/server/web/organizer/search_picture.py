"""A small picture of a search: how score and bound moved over time."""

from dataclasses import dataclass

from keywho.server.services.watching import Stand

WIDTH, HEIGHT, MARGIN = 600, 120, 8


@dataclass(frozen=True, slots=True)
class SearchPicture:
    """Two lines as SVG points, and the words for who can't see them."""

    score: str
    bound: str
    now_x: float
    now_y: float
    words: str
    box: str = f"0 0 {WIDTH} {HEIGHT}"


def search_picture(stand: Stand) -> SearchPicture | None:
    """Draw score and bound; None while there is nothing to draw."""
    moments = stand.moments
    if not moments:
        return None
    until = max(stand.seconds, moments[-1].seconds, 0.01)
    bounds = [(moment.seconds, moment.bound) for moment in moments if moment.bound is not None]
    least = min(moment.score for moment in moments)
    most = max([moment.score for moment in moments] + [bound for _, bound in bounds])
    span = max(most - least, 1.0)

    def place(seconds: float, points: float) -> tuple[float, float]:
        x = MARGIN + (WIDTH - 2 * MARGIN) * seconds / until
        y = HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (points - least) / span
        return round(x, 1), round(y, 1)

    def line(steps: list[tuple[float, float]]) -> str:
        """Draw steps: a value holds until the next one."""
        found, before = [], None
        for seconds, points in [*steps, (until, steps[-1][1])]:
            if before is not None:
                found.append(place(seconds, before))
            found.append(place(seconds, points))
            before = points
        return " ".join(f"{x},{y}" for x, y in found)

    scores = [(moment.seconds, moment.score) for moment in moments]
    x, y = place(until, moments[-1].score)
    words = f"The score rose from {moments[0].score:,.0f} to {moments[-1].score:,.0f} points in {until:.0f} seconds"
    return SearchPicture(line(scores), line(bounds) if bounds else "", x, y, f"{words}; nobody can pass {bounds[-1][1]:,.0f}." if bounds else f"{words}.")
