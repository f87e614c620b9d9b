"""What people write is text, on every page: nothing of it becomes an element, an attribute or an address that runs (P).

Every text of a whole plan (names, titles, prose, notes, in both languages) is replaced by one that tries to run, each time
another, and every page is read as a browser reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from html.parser import HTMLParser
from itertools import cycle
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.site.test_matrix import OWN, SAMPLES

from opensmp.actions.founding import found_organisation, found_plan
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.store.models import Account

MARK = "ranranran"
PAYLOADS = (
    f"<script>{MARK}()</script>", f"<img src=x onerror={MARK}()>", f'"><svg onload={MARK}()>', f"'><b onmouseover={MARK}()>x",
    f"[x](javascript:{MARK}())", f"[x]( java\tscript:{MARK}())", f"<a href='javascript:{MARK}()'>x</a>", f"![x](x\"onerror=\"{MARK}())",
    f"</textarea><script>{MARK}()</script>", f"</title><script>{MARK}()</script>", "{{ 7 * 7 }}{% raise %}",
    "{0.__class__}",
    f"<iframe srcdoc='<script>{MARK}()</script>'>", f"<math><mi xlink:href='data:x,{MARK}'>",
    f"<x style=background:url(javascript:{MARK}())>",
    f"[[service:<img src=x onerror={MARK}()>]]", f"<details open ontoggle={MARK}()>", f"&lt;script&gt;{MARK}()&lt;/script&gt;",
    f"`</code><script>{MARK}()</script>`", f"| a | <img src=x onerror={MARK}()> |\n|---|---|\n| b | c |",
    f"<!--><script>{MARK}()</script>-->",
    f"\ue0000\ue001<script>{MARK}()</script>", f"<form action=javascript:{MARK}()><button>x", f"<base href=//{MARK}.example>",
)  # fmt: skip

KEPT = {
    "id",
    "zone",
    "opens",
    "closes",
    "email",
    "number",
    "digest",
    "metric",
    "rule",
    "where",
    "language",
    "currency",
    "sha256",
    "version",
}
"""Fields that name something or are no words."""


def filled(value: Any, payloads: Iterator[str], name: str = "") -> Any:
    """Return a value in which every text is a payload."""
    if isinstance(value, Prose):
        return (
            Prose(tuple((language, f"{next(payloads)} 12 %") for language, _words in value.texts)) if value else value
        )
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return (
            tuple(filled(each, payloads, name) for each in value)
            if all(is_dataclass(each) for each in value)
            else value
        )
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{each.name: filled(getattr(value, each.name), payloads, each.name) for each in fields(value)}
        )
    if isinstance(value, str) and name in WORDS and value:
        return next(payloads).replace("\n", " ")
    return value


WORDS = {"name", "short", "title", "topic", "unit_name", "description", "contact", "city", "subject", "measure"} - KEPT


@pytest.fixture
def hostile(bank: Dossier, db: None) -> tuple[Client, str]:
    """A whole organisation whose every text tries to run, and somebody who reads it."""
    payloads = cycle(PAYLOADS)
    dossier = replace(
        bank, plan=filled(bank.plan, payloads), registers=filled(bank.registers, payloads),
        organisation=filled(bank.organisation, payloads), acceptances=filled(bank.acceptances, payloads),
        history=replace(bank.history, versions=()), sealed={}, sealed_digests={},
    )  # fmt: skip
    account = Account.objects.create_user("hostile@example.org", None, name=f"<img src=x onerror={MARK}()>")
    actor = found_organisation(
        account, "hostile", f"<script>{MARK}()</script>", lives_on=date(2026, 11, 22), person="ratna"
    )
    found_plan(actor, "smp", dossier)
    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    client.force_login(account)
    return client, "/o/hostile/p/smp/"


class Reading(HTMLParser):
    """A page as a browser takes it apart; what would run is collected."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: Mapping[str, str] = {name: value or "" for name, value in attrs}
        if tag in ("iframe", "object", "embed", "base", "math", "style"):
            self.runs.append(f"<{tag}>")
        if (
            tag == "script"
            and not given.get("src", "").startswith("/static/")
            and given.get("type") != "application/json"
        ):
            self.runs.append(f"<script {given}>")
        for name, value in given.items():
            address = "".join(value.split()).lower()
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.runs.append(f"<{tag} {name}={value[:60]}>")
            if name in ("href", "src", "action", "formaction") and address.startswith(
                ("javascript:", "data:text", "vbscript:", "//")
            ):
                self.runs.append(f"<{tag} {name}={value[:60]}>")

    handle_startendtag = handle_starttag


def what_runs(html: str) -> list[str]:
    reading = Reading()
    reading.feed(html)
    return reading.runs


def test_the_reading_finds_what_runs() -> None:
    assert all(what_runs(payload) for payload in PAYLOADS[:4])
    assert what_runs('<a href=" java\tscript:x">')
    assert what_runs("<base href=//x>")


@pytest.mark.thorough
def test_no_text_of_a_plan_runs_on_any_page(hostile: tuple[Client, str]) -> None:
    client, _base = hostile
    pages, wrong = 0, []
    for row in OWN:
        if not row.of_a_plan:
            continue
        parts = {"organisation": "hostile", "plan": "smp"}
        given = {part: parts.get(part, SAMPLES.get(f"{row.name}/{part}", SAMPLES.get(part, "1"))) for part in row.parts}
        for query in (
            "",
            f"?q={PAYLOADS[2]}&at={PAYLOADS[1]}&clause={PAYLOADS[3]}&keeper={PAYLOADS[0]}&show=accepted&next={PAYLOADS[4]}",
        ):
            response = client.get(reverse(row.name, kwargs=given) + query)
            if response.status_code >= 500:
                wrong.append(f"{row.name}: {response.status_code}")
            if response.status_code != 200 or "text/html" not in response.headers["Content-Type"]:
                continue
            pages += 1
            text = response.content.decode()
            wrong += [f"{row.name}{query and '?'}: {each}" for each in what_runs(text)]
            wrong += [f"{row.name}: a template ran"] if "49{" in text.replace(" ", "") else []
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert pages >= 40
