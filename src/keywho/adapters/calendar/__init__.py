"""Calendars: invitations (iTIP), files, feeds, and what others send."""
