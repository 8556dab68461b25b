"""Mails: a queue that survives, handing over, and what comes back."""
