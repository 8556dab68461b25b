"""Puts tests/ on the path, so that every test can say `from strategies import problems`; and lets slow machines take their time.

The property tests draw the same examples in every run, so that a change and not chance turns a run red;
KEYWHO_FUZZ=1 draws new ones (see CONTRIBUTING.md).
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("keywho", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True, derandomize="KEYWHO_FUZZ" not in os.environ)
settings.load_profile("keywho")
