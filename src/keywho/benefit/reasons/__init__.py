"""Reasons in plain words: "You look for a hospital ward. Ben hires nurses." Built from what fired and what both wrote, short enough for a phone."""

from keywho.benefit.reasons.sentences import no_strong_reason, reason, reason_to_help

__all__ = ["no_strong_reason", "reason", "reason_to_help"]
