"""Whether section 1 leaves out of the system what suppliers and other parties run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import BLOCKS, Address, Finding, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.scope._helpers import flat, with_sentence

_OTHERS = (
    "supplier",
    "provider",
    "third part",
    "other part",
    "outsourc",
    "pemasok",
    "penyedia",
    "pihak lain",
    "pihak ketiga",
    "alih daya",
)
_FIELDS = frozenset({"statement", "text", "boundaries"})


@rule(
    "SCO-29",
    clause="8.2.3",
    severity=BLOCKS,
    requirements=("R10", "R16"),
    examples=(
        fails(
            "“What suppliers run is outside the service management system.”",
            lambda d: with_sentence(
                d,
                "plan/scope/boundaries",
                en="What suppliers run is outside the service management system.",
                id="Bagian yang dijalankan pemasok berada di luar sistem manajemen layanan.",
            ),
        ),
        passes(
            "“The premises of suppliers lie outside our buildings.”",
            lambda d: with_sentence(
                d,
                "plan/scope/boundaries",
                en="The premises of suppliers lie outside our buildings.",
                id="Gedung pemasok berada di luar gedung kami.",
            ),
        ),
    ),
)
def parts_run_by_others_stay_in_scope(dossier: Dossier) -> Iterator[Finding]:
    """What other parties run for a service stays inside the system.

    Why: an organisation stays accountable for every part of its services, whoever runs it. Leaving out what
    suppliers do leaves out a part of the requirements.

    Fix: keep the service whole, and say in section 7 who runs which part and how that is controlled.
    """
    told: set[tuple[str, ...]] = set()
    for text, _language, words in dossier.wording.holding(_OTHERS):
        if text.section != "scope" or text.field not in _FIELDS or text.parts in told:
            continue
        found = next((part for part in re.split("[.;]", flat(words)) if _leaves_out(part)), "")
        if found:
            told.add(text.parts)
            yield Finding(
                where=Address(text.parts),
                says=_("Section 1 leaves out what other parties run: “{words}”", words=found),
                quote=found,
            )


_OUT = (
    "outside",
    "not part of",
    "excluded from",
    "not covered by",
    "di luar",
    "bukan bagian dari",
    "tidak termasuk",
    "dikecualikan dari",
)


def _leaves_out(part: str) -> bool:
    lowered = part.lower()
    return any(sign in lowered for sign in _OUT) and _left_out().search(part) is not None


@cache
def _left_out() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:suppliers?|providers?|third part\w+|other part(?:y|ies)|outsourced)\b.{0,80}?"
        r"\b(?:outside|not part of|excluded from|not covered by) (?:of )?(?:the |our )?(?:SMS|service management system|scope)\b"
        r"|\b(?:pemasok|penyedia|pihak (?:lain|ketiga)|alih daya)\b.{0,80}?"
        r"\b(?:di luar|bukan bagian dari|tidak termasuk(?: dalam)?|dikecualikan dari) (?:SML|sistem manajemen layanan|ruang lingkup)\b",
        re.IGNORECASE,
    )
