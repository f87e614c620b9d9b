"""Whether the commitment of resources says how much, rather than "as needed"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.prose import Prose

_SIGNS = (
    "needed", "required", "necessary", "possible", "available", "allow", "permit", "subject to", "to be ", "kebutuhan", "keperluan",
    "ketersediaan", "kemampuan", "perlu", "tersedia", "memungkinkan", "akan di",
)  # fmt: skip
"""An open promise holds one of these."""


def _told(dossier: Dossier, english: str, indonesian: str) -> Dossier:
    words = {"en": english, "id": indonesian}
    prevailing = dossier.plan.identity.language

    def longer(prose: Prose) -> Prose:
        return Prose(tuple((each, f"{text.rstrip()} {words[each or prevailing]}") for each, text in prose.texts))

    return edit(dossier, "plan/resources/commitment", longer)


@rule(
    "RES-26",
    clause="7.1",
    severity=ADVICE,
    requirements=("R13", "R73"),
    detects=("funding-unclear",),
    examples=(
        fails(
            "“Further funds are provided as needed.”",
            lambda d: _told(d, "Further funds are provided as needed.", "Dana lain disediakan sesuai kebutuhan."),
        ),
        passes(
            "“Further funds are decided by the directors.”",
            lambda d: _told(d, "Further funds are decided by the directors.", "Dana lain diputuskan oleh Direksi."),
        ),
    ),
)
def commitment_is_no_open_promise(dossier: Dossier) -> Iterator[Finding]:
    """The commitment of resources is no open promise.

    Why: "as needed" and "subject to availability" commit nobody to anything; they are read as funding that is not
    decided.

    Fix: state the amount and the people that were decided, and who decides on more, up to which limit.
    """
    for _language, words in dossier.plan.resources.commitment.each():
        plain = " ".join(words.split())
        found = _open().search(plain) if any(sign in plain.lower() for sign in _SIGNS) else None
        if found is not None:
            yield Finding(
                where=at("plan/resources/commitment"),
                says=_("The commitment of resources is open: “{words}”", words=found[0]),
                quote=found[0],
            )
            return


@cache
def _open() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:as (?:and when )?(?:needed|required|necessary)"
        r"|(?:when|where|if|as far as) (?:possible|necessary|available|funds (?:allow|permit))"
        r"|subject to (?:availability|available funds|budget)|to be (?:decided|determined|allocated)"
        r"|sesuai (?:dengan )?(?:kebutuhan|keperluan|ketersediaan|kemampuan)"
        r"|(?:bila|jika|apabila) (?:diperlukan|tersedia|memungkinkan|perlu)"
        r"|sepanjang (?:tersedia|memungkinkan)|akan (?:ditentukan|diputuskan|dialokasikan))\b",
        re.IGNORECASE,
    )
