"""Requested meetings: who asked for whom, brought into rounds."""
