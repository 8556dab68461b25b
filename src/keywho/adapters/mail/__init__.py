"""Mails as bytes: written, handed over, fetched and read. No database here."""
