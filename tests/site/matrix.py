"""The table behind the permission matrix: every address with its parts, and what is right about an answer (G3).

What a role may is one table (``actions/permissions``); what an address needs stands on its view. :func:`judged` compares
an answer with both, whoever asked.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from opensmp.actions.permissions import may

SAMPLES: dict[str, Any] = {
    "register_row/kind": "services", "register_row/key": "S-01", "register_new/kind": "services", "register_edit/kind": "services",
    "register_edit/key": "S-01", "register_remove/kind": "services", "register_remove/key": "S-01",
    "organisation_row/kind": "people", "organisation_row/key": "ratna", "organisation_new/kind": "people",
    "organisation_edit/kind": "people", "organisation_edit/key": "ratna", "organisation_remove/kind": "people",
    "organisation_remove/key": "ratna", "office_fill/key": "cio", "holidays/key": "office-hours",
    "role_row/kind": "roles", "role_row/key": "sponsor", "role_new/kind": "roles", "role_edit/kind": "roles",
    "role_edit/key": "sponsor", "role_remove/kind": "roles", "role_remove/key": "sponsor",
    "objective/key": "SMO-1", "objective_say/key": "SMO-1", "objective_edit/key": "SMO-1", "objective_remove/key": "SMO-1",
    "past_objective/key": "SMO-1", "past_edit/key": "SMO-1", "past_remove/key": "SMO-1",
    "improvement_row/key": "IMP-26", "improvement_edit/key": "IMP-26", "improvement_move/key": "IMP-26", "improvement_remove/key": "IMP-26",
    "evidence_record/key": "INC0000001", "commitment": "CM-IM-2", "sample_papers/form": "csv", "leaving/form": "folder",
    "register_file/name": "services.csv", "help_topic/topic": "first-steps", "version/number": "2.0", "write_practice/practice": "incident",
    "write_section/section": "scope", "write_new/section": "scope", "write_new/table": "exclusions", "section": "commitments",
    "table": "commitments", "write_row/key": "CM-IM-1",
}  # fmt: skip
"""Values of address parts, by the part's name, or by ``name of the address/part``; every other part is ``1``."""

QUERIES: Mapping[str, str] = {
    "comment": "?where=plan/scope/text", "search": "?q=canary", "write_history": "?place=practices/practices&key=incident",
    "register_upload": "?table=services",
}  # fmt: skip
"""What an address is asked with, where it says little without."""


class Address(NamedTuple):
    """A named address, the parts of its path, and its view."""

    name: str
    parts: tuple[str, ...]
    view: Any

    @property
    def of_a_plan(self) -> bool:
        return {"organisation", "plan"} <= set(self.parts)

    @property
    def of_a_row(self) -> bool:
        """Whether it names a row beside the plan, which could be somebody else's."""
        return self.of_a_plan and len(self.parts) > 2

    def needs(self, method: str) -> str:
        """Return the verb that a method needs."""
        return str(self.view.verb if method in ("get", "head") else self.view.post)

    def path(self, organisation: str, plan: str, given: Mapping[str, Any] | None = None) -> str:
        """Return its path at a plan; ``given`` goes before the samples."""
        samples = {**SAMPLES, **(given or {})}
        whole = {"organisation": organisation, "plan": plan}
        parts = {
            part: whole.get(part, samples.get(f"{self.name}/{part}", samples.get(part, "1"))) for part in self.parts
        }
        return reverse(self.name, kwargs=parts) + QUERIES.get(self.name, "")


def addresses(resolver: Any = None) -> Iterator[Address]:
    """Yield every address of the product."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from addresses(each)
        elif isinstance(each, URLPattern):
            yield Address(each.name or "", tuple(each.pattern.regex.groupindex), each.callback)


def ours(found: Iterable[Address]) -> list[Address]:
    """Return the addresses whose views are ours: allauth's own ask for a sign-in by themselves."""
    rows = sorted({row.name: row for row in found}.values(), key=lambda row: row.name)
    theirs = ("mfa_", "account_")
    return [row for row in rows if not (row.name.startswith(theirs) or row.view.__module__.startswith("allauth"))]


OWN = ours(addresses())

NOBODY = frozenset({"anonymous", "closed"})
"""Who is nobody to us: not signed in, or with an account that was closed."""
NOWHERE = frozenset({*NOBODY, "outsider", "left", "expired"})
"""Who is no member of the organisation: nobody, somebody of another one, and two whose membership is over."""


def text_of(response: Any) -> str:
    """Return everything a person could read in an answer, also inside a packed file."""
    raw = response.getvalue()
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            raw = b"\n".join(name.encode() + b"\n" + packed.read(name) for name in packed.namelist())
    return f"{response.headers}\n{raw.decode('utf-8', 'replace')}"


def normal(text: str, where: str) -> str:
    """Return a body without what differs between two answers that say the same: headers with its length, token, address."""
    path = where.partition("?")[0]
    body = re.sub(r"\b[A-Za-z0-9]{64}\b", "", text.partition("\n")[2])
    return body.replace(path, "…").replace(quote(path, safe=""), "…")


def sound_headers(response: Any) -> bool:
    """Whether an answer carries what every answer carries."""
    policy = response.headers.get("Content-Security-Policy", "")
    return (
        "default-src 'self'" in policy
        and "unsafe" not in policy
        and response.headers.get("X-Content-Type-Options") == "nosniff"
        and "no-store" in response.headers.get("Cache-Control", "")
        and response.headers.get("X-Frame-Options") == "DENY"
        and "Access-Control-Allow-Origin" not in response.headers
    )


def is_refused(response: Any) -> bool:
    """Whether an answer says no: not there, not allowed, or sign in first."""
    return response.status_code in (403, 404) or _asks_to_sign_in(response)


def _asks_to_sign_in(response: Any) -> bool:
    return response.status_code == 302 and "/account/login/" in response.headers["Location"]


def judged(row: Address, role: str, method: str, response: Any) -> str:
    """Return what is wrong with an answer to somebody of a role (or of :data:`NOWHERE`), or nothing."""
    if response.status_code >= 500:
        return "an error of ours"
    if not sound_headers(response):
        return "headers"
    needed = row.needs(method)
    if needed == "anybody":
        return ""
    if role in NOBODY:
        return "" if _asks_to_sign_in(response) else "not sent to sign in"
    if needed == "signed in":
        return "refused" if response.status_code in (401, 403) else ""
    if role in NOWHERE:
        return "" if response.status_code == 404 else "not hidden from a stranger"
    return _of_member(row, role, method, needed, response)


def _of_member(row: Address, role: str, method: str, needed: str, response: Any) -> str:
    if not (may(role, row.view.verb) and may(role, needed)):
        return "" if response.status_code == 403 else "not refused"
    if role == "practice_owner" and row.view.verb == "edit_own_section":
        return ""  # the table gives it for what they keep; which that is, the action asks
    return "refused what the table gives" if response.status_code == 403 and method in ("get", "head") else ""
