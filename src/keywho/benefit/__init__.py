"""Profiles to usefulness: how much one person can help another, with the reason in plain words."""
