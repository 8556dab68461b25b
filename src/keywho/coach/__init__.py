"""Courage: first sentences, and small steps."""
