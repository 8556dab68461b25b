from django.test import Client, override_settings

from keywho.server.conf.guards import CONTENT_POLICY, HEADERS


def test_every_page_tells_the_browser_to_refuse_what_is_foreign(client: Client) -> None:
    answer = client.get("/nothing-here")
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "Strict-Transport-Security" not in answer.headers


def test_the_policy_takes_nothing_foreign_and_nothing_inline() -> None:
    rules = dict(rule.split(" ", 1) for rule in CONTENT_POLICY.split("; "))
    assert rules["default-src"] == "'none'"
    assert {sources for name, sources in rules.items() if name != "default-src"} == {"'self'", "'none'"}


@override_settings(HTTPS_ONLY=True)
def test_where_all_is_https_browsers_are_told_to_use_nothing_else() -> None:
    assert Client().get("/nothing-here").headers["Strict-Transport-Security"] == "max-age=31536000"
