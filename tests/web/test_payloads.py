"""What people write is text, on every page: nothing of it becomes an element, an attribute or an address that runs (P).

Every text of a whole organisation, in both languages and in everything around the plan, is made of payloads, so that each
field of each kind of record holds each of them. Every page is taken apart as a browser takes it apart; then Chromium opens
it, with the content policy and without, and nothing of ours is ever called.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from playwright.sync_api import Browser, Error, Page
from tests.site.matrix import OWN
from tests.web.hostile import STORED, Hostile, what_runs
from tests.web.payloads import MARK, PAYLOADS, RUN

from opensmp.dossier import Dossier
from opensmp.site.urls import urlpatterns as product_urls
from opensmp.store.models import Account

LEAST_PAYLOADS, LEAST_FIELDS = 150, 100
LEAST_PAGES = 75
"""Pages that a person sees; the suite only grows."""


def test_the_payloads_are_many_and_each_is_another() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= LEAST_PAYLOADS


def test_the_reading_finds_what_runs() -> None:
    assert sum(bool(what_runs(f"<p>{payload}</p>")) for payload in PAYLOADS) >= 100
    assert what_runs('<a href=" java\tscript:x">')
    assert what_runs("<base href=//x>")
    assert not what_runs('<p><a href="/o/hostile/">&lt;script&gt;</a></p><script src="/static/x.js"></script>')


def pages(hostile: Hostile) -> list[str]:
    """Return where somebody looks: every address of the plan, both languages of a text, redlines, and what is sought."""
    first, second = hostile.decided
    given = {
        "decided/submission": first,
        "register_upload/number": hostile.upload,
        "register_undo/number": hostile.undone,
    }
    base = "/o/hostile/p/smp/"
    version = hostile.version
    return [
        *(row.path("hostile", "smp", given | {"version/number": version}) for row in OWN if row.of_a_plan),
        base + "plan/?text=id", base + f"plan/v/{version}/?text=id", base + "plan/?margin=findings,evidence,comments",
        base + f"approval/decided/{second}/", base + f"timeline/?from={version}&to=draft", base + "readiness/?show=accepted",
        *(f"{base}plan/comment/?where=plan/{where}" for where in ("scope/text", "scope/statement", "roles/text", "review/text")),
        *(f"{base}plan/{each}/edit/" for each in ("scope", "objectives", "roles", "review", "assurance", "suppliers")),
    ]  # fmt: skip


QUERIED = (
    "search/?q=",
    "evidence/?commitment=",
    "readiness/?clause=",
    "objectives/?period=",
    "services/?find=",
    "plan/comment/?where=",
    "timeline/?from=",
)


def troubles(client: Client, where: str) -> tuple[int, list[str]]:
    """Return whether an address is a page (1 or 0), and what is wrong with it."""
    response = client.get(where)
    if response.status_code >= 500:
        return 0, [f"{where}: {response.status_code}"]
    if "text/html" not in response.headers["Content-Type"]:
        attached = response.headers.get("Content-Disposition", "").startswith("attachment")
        return 0, [] if attached or response.headers["Content-Type"] == "application/json" else [
            f"{where}: shown inline"
        ]
    text = response.getvalue().decode()
    found = [f"{where}: {each}" for each in what_runs(text)]
    return int(response.status_code == 200), found + (
        [f"{where}: a template ran"] if "49{" in text.replace(" ", "") else []
    )


@pytest.fixture
def hostile(bank: Dossier, db: None) -> Hostile:
    return Hostile(bank)


def asked_for(number: int, payload: str) -> list[str]:
    """Return addresses in which a person, or a link that was sent to one, asks for a payload."""
    base, word = "/o/hostile/p/smp/", quote(payload, safe="")
    return [
        f"{base}search/?q={word}", f"{base}{QUERIED[number % len(QUERIED)]}{word}", f"/account/login/?next={word}",
        f"{base}objectives/{word}/",
    ]  # fmt: skip


@pytest.mark.thorough
def test_no_text_of_an_organisation_runs_on_any_page(hostile: Hostile) -> None:
    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    client.force_login(hostile.account)
    seen, wrong = 0, []
    for where in (*pages(hostile), *(each for one in enumerate(PAYLOADS) for each in asked_for(*one))):
        shown, found = troubles(client, where)
        seen, wrong = seen + shown, wrong + found
    assert not wrong, f"{len(wrong)}\n" + "\n".join(sorted(set(wrong))[:40])
    assert hostile.fields >= LEAST_FIELDS
    assert hostile.pairs == hostile.fields * len(STORED) >= hostile.fields * LEAST_PAYLOADS
    print(f"{seen} pages; {len(STORED)} payloads × {hostile.fields} fields = {hostile.pairs} pairs")
    assert seen >= LEAST_PAGES + len(PAYLOADS)


# In a browser ------------------------------------------------------------------------------------------------------------

WATCH = f"""
window.__ran = [];
window.{MARK} = (...given) => {{ window.__ran.push(location.pathname + ' ' + String(new Error().stack).slice(0, 200)); return ''; }};
window.alert = window.confirm = window.prompt = (said) => window.__ran.push('dialog ' + said);
"""
ALIVE = """() => {
  const found = [...window.__ran];
  const address = /^\\s*(javascript|vbscript|data:text)/i;
  for (const each of document.querySelectorAll('*')) {
    for (const one of each.attributes) {
      if (/^(on|hx-on)/i.test(one.name) || one.name === 'srcdoc') found.push(each.tagName + ' ' + one.name);
      if (/^(href|src|action|formaction|xlink:href)$/i.test(one.name) && address.test(one.value))
        found.push(each.tagName + ' ' + one.value);
    }
    if (['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'MATH'].includes(each.tagName)) found.push(each.tagName);
    if (each.tagName === 'SCRIPT' && !each.src.startsWith(location.origin + '/static/') && each.type !== 'application/json')
      found.push('SCRIPT ' + (each.src || each.text).slice(0, 60));
  }
  return found;
}"""
"""Run in a page: what was called, and whatever could still be, as the browser built it."""


@contextmanager
def opened(browser: Browser, address: str, account: Account) -> Iterator[tuple[Page, list[str]]]:
    """Give a page in which somebody is signed in, and the complaints of the browser about any page it opens."""
    session = import_module(django_settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(account.pk), django_settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    context = browser.new_context()
    context.set_default_timeout(30_000)
    context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": address}])
    context.add_init_script(WATCH)
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(f"error {error}"))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    yield page, complaints
    context.close()


def unsafe(request: HttpRequest) -> HttpResponse:
    """A page that trusts what people write: every payload in a text, an attribute and an address."""
    texts = "".join(f"<p>{each}</p>\n" for each in PAYLOADS if f"<svg onload={RUN}>" in each or each.startswith("<img"))
    return HttpResponse(f"<!doctype html><meta charset=utf-8><title>Unsafe</title><main>{texts}</main>")


urlpatterns = [*product_urls, path("unsafe/", unsafe)]


@pytest.fixture
def world(for_others: None, bank: Dossier, live_server: Any) -> tuple[Hostile, str]:
    return Hostile(bank), live_server.url


@pytest.mark.browser
@pytest.mark.thorough
@override_settings(ROOT_URLCONF=__name__)
def test_nothing_runs_in_a_browser_with_the_policy_and_without(
    world: tuple[Hostile, str], browser: Browser, settings: Any
) -> None:
    hostile, address = world
    found = {}
    for policy in ("on", "off"):
        if policy == "off":
            settings.CONTENT_SECURITY_POLICY = {**settings.CONTENT_SECURITY_POLICY, "EXCLUDE_URL_PREFIXES": ["/"]}
        with opened(browser, address, hostile.account) as (page, complaints):
            seen, wrong = walked(page, [address + where for where in pages(hostile)], policy == "on")
            assert not wrong + complaints, policy + "\n".join(sorted({*wrong, *complaints})[:40])
            assert seen >= LEAST_PAGES
            found[policy] = control(page, address)
    print(f"{seen} pages, twice; on the page that trusts its texts ran {found}")
    assert found["on"] == 0
    assert found["off"] > 0


def walked(page: Page, places: list[str], policed: bool) -> tuple[int, list[str]]:
    """Open addresses one after another; return how many were pages, and what ran on them or could."""
    seen, wrong = 0, []
    for where in places:
        try:
            answer = page.goto(where, wait_until="load")
        except Error as other:
            if "Download is starting" not in other.message:
                raise
            continue
        assert answer is not None
        assert ("content-security-policy" in answer.headers) is policed
        seen += answer.status == 200
        wrong += [f"{where}: {each}" for each in page.evaluate(ALIVE)]
    return seen, wrong


def control(page: Page, address: str) -> int:
    """Open the page that trusts its texts; return how often something ran on it: never under the policy."""
    page.goto(f"{address}/unsafe/", wait_until="load")
    assert page.evaluate(ALIVE)
    return int(page.evaluate("window.__ran.length"))
