"""Whether the implementation project is told in the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import ADVICE, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.dossier.wording import Passage
from opensmp.i18n import _
from opensmp.language import Tell, project_talk
from opensmp.language.telltale_phrases import PROJECT
from opensmp.language.wordlist import phrases
from opensmp.rules.form._helpers import few, saying, sentence_around

_ELSEWHERE_TOO = frozenset(
    phrases(
        "project manager;project team;project sponsor;project schedule;project budget;project milestone;project milestones"
        ";project phase;project phases;project closure;go-live date;deliverable;deliverables;phase 1;phase 2;phase 3;phase 4"
        ";consultant;consultants;sprint;sprints;steering meeting;before certification;week 1;week 2;week 3;week 4;week 5;week 6"
        ";work package;work packages;project plan;gap analysis;readiness assessment;kick-off;kickoff"
        ";rencana proyek;manajer proyek;tim proyek;sponsor proyek;jadwal proyek;anggaran proyek;fase proyek;tahapan proyek"
        ";penutupan proyek;tonggak proyek;konsultan;fase 1;fase 2;fase 3;fase 4;minggu ke-1;minggu ke-2;minggu ke-3;minggu ke-4"
        ";analisis kesenjangan;analisa kesenjangan;rapat awal;paket pekerjaan"
    )
)
"""Words that service transition or a supplier's work needs as well: one of them in a text tells no project."""


@rule(
    "FRM-10",
    clause="6.3",
    severity=ADVICE,
    requirements=("R01", "R55"),
    examples=(
        fails(
            "“The certification project begins with a kick-off meeting and a gap analysis.”",
            lambda d: saying(
                d,
                "plan/assurance",
                "text",
                en="The certification project begins with a kick-off meeting and a gap analysis by consultants.",
                id="Proyek sertifikasi dimulai dengan rapat awal dan analisis kesenjangan oleh konsultan.",
            ),
        ),
        passes(
            "“This is not the plan of the implementation project.”",
            lambda d: saying(
                d,
                "plan/assurance",
                "text",
                en="This is not the plan of the implementation project, which has a project plan of its own.",
                id="Ini bukan rencana proyek implementasi, yang memiliki rencananya sendiri.",
            ),
        ),
    ),
)
def text_is_no_project_plan(dossier: Dossier) -> Iterator[Finding]:
    """The plan governs the services; it does not tell the implementation project.

    Why: a project ends and the plan stays. Phases, consultants and a kick-off show that the plan of the project was
    renamed.

    Fix: leave the project to its own plan, and say here what holds once the system is in operation.
    """
    told: set[tuple[str, ...]] = set()
    for passage in dossier.wording.saying(phrases(PROJECT)):
        found = _told(passage) if passage.text.parts not in told else ()
        if found:
            told.add(passage.text.parts)
            start, end = sentence_around(passage.words, found[0].start, found[0].end)
            yield Finding(
                where=at(*passage.text.parts),
                says=_("The text tells an implementation project: {words}.", words=few(tell.words for tell in found)),
                quote=passage.words[start:end].strip(),
            )


def _told(passage: Passage) -> tuple[Tell, ...]:
    """Return the words of a project, where they are enough to tell one; what is set apart from the plan is none."""
    found = tuple(tell for tell in project_talk(passage.words) if not _set_apart(passage.words, tell))
    words = {" ".join(tell.words.lower().split()) for tell in found}
    return found if words - _ELSEWHERE_TOO or len(words) > 2 else ()


def _set_apart(words: str, tell: Tell) -> bool:
    start, end = sentence_around(words, tell.start, tell.end)
    return bool(_apart().search(words, start, end))


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:not|no|nor|separate|separately|outside|apart|of its own|bukan|tidak|tanpa|terpisah|tersendiri|di luar|sendiri)\b",
        re.IGNORECASE,
    )
