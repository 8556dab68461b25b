"""Puts tests/ on the path, so that every test can say `from strategies import problems`; and lets slow machines take their time."""

from hypothesis import HealthCheck, settings

settings.register_profile("keywho", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("keywho")
