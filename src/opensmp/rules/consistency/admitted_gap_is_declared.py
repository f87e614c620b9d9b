"""Whether a gap that the words admit is declared with somebody who closes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Address, Finding, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.rules.consistency._helpers import longer
from opensmp.rules.consistency._prose import sentence_around

_SIGNS = ("not been ", "never been ", "not yet ", "was never ", "were never ", "has never ", "have never ", "belum ")
_SECTIONS = frozenset({"roles", "resources", "practices", "suppliers", "assurance", "improvement", "review"})


@rule(
    "CON-46",
    clause="10.1",
    severity=ADVICE,
    requirements=("R60", "R18", "R55"),
    examples=(
        fails(
            "“The restore of the archive has never been tested.”",
            lambda d: _told(
                d, "The restore of the archive has never been tested.", "Pemulihan arsip belum pernah diuji."
            ),
        ),
        passes(
            "“A restore that has not been tested does not count.”",
            lambda d: _told(
                d, "A restore that has not been tested does not count.", "Pemulihan yang belum diuji tidak dihitung."
            ),
        ),
    ),
)
def admitted_gap_is_declared(dossier: Dossier) -> Iterator[Finding]:
    """A gap that the plan admits is declared with somebody who closes it.

    Why: "not yet tested" is honest, and leaves open who tests when. An auditor accepts a gap that has an owner and a
    day, and writes down one that has neither.

    Fix: refer to the improvement, limitation or deviation that holds owner and date, or write the date into the sentence.
    """
    told: set[tuple[str, ...]] = set()
    for text, _language, words in dossier.wording.holding(_SIGNS):
        if text.section not in _SECTIONS or text.parts in told:
            continue
        for found in _admission().finditer(words):
            begin, end = sentence_around(words, found.start(), found.end())
            sentence = " ".join(words[begin:end].split())
            if _conditional().search(words[begin : found.start()]) or _declared().search(sentence):
                continue
            told.add(text.parts)
            yield Finding(
                where=Address(text.parts),
                says=_("The words admit a gap that nobody is named to close: “{sentence}”", sentence=sentence),
                quote=sentence,
            )
            break


@cache
def _admission() -> re.Pattern[str]:
    done = (
        "held|tested|rehearsed|exercised|performed|carried\\s+out|conducted|audited|documented|implemented|established|trained"
        "|verified|written|agreed|signed|done"
    )
    selesai = (
        "dilaksanakan|dijalankan|dilakukan|diuji|diaudit|dilatih|diterapkan|didokumentasikan|disusun|ditetapkan"
        "|diselenggarakan|disepakati|ditandatangani"
    )
    return re.compile(
        rf"\b(?:(?:has|have)\s+(?:never|not)(?:\s+yet|\s+so\s+far)?\s+been|(?:was|were)\s+never|(?:is|are)\s+not\s+yet)\s+(?:{done})\b"
        rf"|\b(?:is|are)\s+not\s+yet\s+in\s+place\b|\bbelum(?:\s+pernah)?\s+(?:{selesai})\b",
        re.IGNORECASE,
    )


@cache
def _conditional() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:that|which|who|whose|what|if|when|where|whether|until|unless|before|while|without|no|yang|jika|bila|apabila|selama|sebelum|sampai|apakah)\b[^,:]*$",
        re.IGNORECASE,
    )


@cache
def _declared() -> re.Pattern[str]:
    return re.compile(
        r"\[\[(?:improvement|limitation|risk|objective|commitment|section):|\b(?:IMP|LIM|DEV|RSK|SMO)-\w|\b20\d\d\b|\b(?:section|bagian)\s+(?:9|10)\b",
        re.IGNORECASE,
    )


def _told(dossier: Dossier, en: str, id: str) -> Dossier:
    return edit(dossier, "plan/assurance/text", lambda held: longer(dossier, held, en=en, id=id))
