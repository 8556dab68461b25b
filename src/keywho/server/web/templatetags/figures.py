"""Numbers of the planner as people read them."""

import math

from django import template

register = template.Library()

STAGES = {
    "home chairs": "Finding everybody a chair",
    "requests": "Meetings that were asked for",
    "hosts": "Visits to the hosts",
    "pairs": "Pairs",
    "tables": "Tables",
    "bound": "Proving what is possible",
    "search": "Searching for better",
    "polish": "Polishing",
    "chairs": "Choosing chairs",
}


@register.filter
def stage(name: str) -> str:
    """Say what the planner does."""
    return STAGES.get(name, "Getting ready")


@register.filter
def points(value: float | None) -> str:
    """Give points: "1,234", or "12.3" where they are few."""
    if value is None or not math.isfinite(value):
        return "unknown"
    value += 0.0  # no minus before a zero
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.1f}".removesuffix(".0")


@register.filter
def whole(value: float) -> str:
    """Give points without what stands behind the comma."""
    return f"{value:,.0f}" if math.isfinite(value) else "unknown"


@register.filter
def per_cent(share: float | None) -> str:
    """Give a share as per cent: "4.2 %"."""
    return "unknown" if share is None or not math.isfinite(share) else f"{100 * share:.1f}\u00a0%"


@register.filter
def minutes(seconds: float) -> str:
    """Give a time as a clock shows it: "2:07"."""
    whole_s = int(seconds)
    return f"{whole_s // 60}:{whole_s % 60:02}"
