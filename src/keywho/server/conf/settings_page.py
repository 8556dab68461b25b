"""Writes docs/settings.md from the settings themselves: `python -m keywho.server.conf.settings_page`."""

from typing import Any

from keywho.server.conf.environment import SETTINGS
from keywho.server.conf.setting import Setting

HEAD = """\
# Settings

keywho needs no settings. Whoever wants something else sets an environment variable before `keywho serve`:

```sh
KEYWHO_PORT=9000 keywho serve
```

A name that begins with `KEYWHO_` and is not on this page is refused at the start, and so is a value that can't be used; the sentence says what is allowed.
Switches take `yes` or `no`. A setting with the mark **secret** can also be read from a file: `KEYWHO_SECRET_KEY_FILE=/run/secrets/keywho`.

<!-- Below this line the page is made from src/keywho/server/conf/environment.py by `make docs`. -->
"""


def settings_page() -> str:
    """Give the page."""
    return "\n".join([HEAD, *(paragraph(setting) for setting in SETTINGS)])


def paragraph(setting: Setting[Any]) -> str:
    """Explain one setting."""
    secret = f" **Secret**: `{setting.name}_FILE` names a file with it." if setting.secret else ""
    return f"## {setting.name}\n\n{setting.help}{secret}\n\n- Takes {setting.allowed}.\n- Without it: {setting.without}.\n"


if __name__ == "__main__":
    print(settings_page(), end="")
