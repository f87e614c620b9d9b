"""Whether the scope statement names anything that an auditor could hold against the registers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import BLOCKS, Finding, at, fails, passes, put, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.scope._helpers import flat, in_scope, names, spaced, spoken


@rule(
    "SCO-01",
    clause="4.3",
    severity=BLOCKS,
    requirements=("R10", "R55", "R70"),
    detects=("scope-vague",),
    examples=(
        fails(
            "The service management system covers all IT services and other services as required.",
            lambda dossier: put(
                dossier,
                "plan/scope",
                statement=spoken(
                    dossier,
                    en=f"{dossier.organisation.name} manages all IT services and other services as required.",
                    id=f"{dossier.organisation.name} mengelola semua layanan TI sesuai kebutuhan.",
                ),
            ),
        ),
        passes("The statement names services, units and sites.", lambda dossier: dossier),
    ),
)
def scope_statement_is_specific(dossier: Dossier) -> Iterator[Finding]:
    """The scope statement names services, units, customers or sites.

    Why: the auditor asks staff what is in scope and compares the answers with this sentence. A statement that
    fits any organisation, or that ends in "and other services", draws no boundary.

    Fix: name the organisation, the services or where they are listed, the units that deliver them, the customers
    and the sites, and take out open ends such as "etc." and "as required".
    """
    if "scope" not in dossier.stated:
        return
    scope = dossier.plan.scope
    where = at("plan/scope/statement")
    if not scope.statement:
        yield Finding(where, _("Section 1 has no scope statement."))
        return
    for _language, said in scope.statement.each():
        text = flat(said)
        open_end = _open_end().search(text) if any(sign in text.lower() for sign in _OPEN) else None
        if open_end:
            says = _("The scope statement leaves the boundary open with “{words}”.", words=open_end[0])
            yield Finding(where, says, quote=text)
            return
        if not _points_somewhere(dossier, text):
            yield Finding(
                where,
                _("The scope statement names no service, unit, customer or site: “{text}”", text=text),
                quote=text,
            )
            return


def _points_somewhere(dossier: Dossier, text: str) -> bool:
    phrase = spaced(text)
    return (
        "[[" in text
        or any(name in phrase for name in names(in_scope(dossier), ("id", "name", "city")))
        or _listed().search(text) is not None
    )


_OPEN = (
    "etc", "and so on", "other ", "limited to", "where applicable", "as required", "as appropriate", "as needed", "among others", "lain",
    "dan sebagainya", "dll", "dsb", "sesuai kebutuhan", "bila diperlukan", "terbatas pada",
)  # fmt: skip
"""An open end holds one of these."""


@cache
def _open_end() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:etc\b\.?|and so on|and (?:all )?other (?:\w+ )?services|including but not limited to|where applicable|"
        r"as (?:required|appropriate|needed)|among others|dan lain-lain|dan sebagainya|dll\b\.?|dsb\b\.?|"
        r"dan layanan lain(?:nya)?|sesuai kebutuhan|bila diperlukan|namun tidak terbatas pada|antara lain)",
        re.IGNORECASE,
    )


@cache
def _listed() -> re.Pattern[str]:
    """Match a count of services, or the place where they are listed."""
    return re.compile(
        r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|satu|dua|tiga|empat|lima|enam|tujuh|"
        r"delapan|sembilan|sepuluh|sebelas)\s+(?:\w+[\s-]){0,3}?(?:services|layanan)\b"
        r"|\b(?:section|bagian|bab|annex|lampiran)\s+\d",
        re.IGNORECASE,
    )
