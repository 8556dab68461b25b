"""The server: Django, and nowhere else."""
