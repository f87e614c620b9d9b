"""Findings on a text that is not saved yet: the same rules over the dossier as it would be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from opensmp.checking.finding import Correction, Finding
from opensmp.checking.run import Report, run
from opensmp.dossier import Dossier
from opensmp.exchange.editing import changed
from opensmp.i18n import Message, _, n_
from opensmp.plan.prose import PREVAILING, Prose
from opensmp.store.reading import rules_of
from opensmp.web.desk import Desk
from opensmp.web.plan.margin import Note, finding_note
from opensmp.web.plan.writing.subject import Subject, with_value


class Checked(NamedTuple):
    """What the rules say of a text: its own ``notes``, how many findings it would bring or end elsewhere, its length."""

    notes: tuple[tuple[Note, str], ...]
    elsewhere: int
    words: str
    dossier: Dossier


def stands(desk: Desk, subject: Subject, value: Any) -> Checked:
    """Return what is said of the text as it is stored."""
    return _checked(desk, subject, value, desk.dossier, desk.report, 0)


def would_be(desk: Desk, subject: Subject, value: Any) -> Checked:
    """Return what would be said of the text as it is typed."""
    dossier = with_value(desk.dossier, subject, value)
    report = run(dossier, rules_of("stage1"))
    before, after = (_outside(subject, each.findings) for each in (desk.report, report))
    return _checked(desk, subject, value, dossier, report, after - before)


def _outside(subject: Subject, findings: Iterable[Finding]) -> int:
    return sum(not _is_about(subject, found) for found in findings)


def _is_about(subject: Subject, found: Finding) -> bool:
    """Whether a finding is about what is on the page; a section's page leaves the rows to their own pages."""
    if any(f"{place}/".startswith(f"{subject.where}/") for place in (found.where, *found.also)):
        return not subject.is_section or _is_shown(subject, found)
    return False


def _is_shown(subject: Subject, found: Finding) -> bool:
    rest = str(found.where).removeprefix(subject.where).strip("/").split("/")[0]
    return not rest or (subject.part == "text" and rest == "text") or any(ask.name == rest for ask in subject.asks)


def _checked(desk: Desk, subject: Subject, value: Any, dossier: Dossier, report: Report, elsewhere: int) -> Checked:
    notes = []
    if desk.may("see_findings"):
        for number, found in enumerate(each for each in report.findings if _is_about(subject, each)):
            note = finding_note(desk, report, found, f"f-{number + 1}", desk.language)
            mark = _mark(found) if found.correction and str(found.correction.where).startswith(subject.where) else ""
            notes.append((note._replace(links=()), mark))
    return Checked(tuple(notes), elsewhere, _length(desk, subject, value, dossier).text(desk.language), dossier)


def _length(desk: Desk, subject: Subject, value: Any, dossier: Dossier) -> Message:
    written = sum(len(words.split()) for words in _words(value, dossier.languages[0]))
    extent = dossier.extents.get(subject.section)
    said = n_("{n} word", "{n} words", written)
    if extent is None:
        return _("{words}.", words=said)
    least, most = dossier.plan.identity.length.least_pages, dossier.plan.identity.length.most_pages
    pages = {"pages": _pages(extent.pages), "all": _pages(dossier.extent.pages)}
    return _(
        "{words}. Section {number} takes {pages} pages; the plan takes {all} and should have {least} to {most}.",
        words=said, number=subject.number.partition(".")[0], least=least, most=most, **pages,
    )  # fmt: skip


def _pages(pages: float) -> Any:
    return Prose.of({"en": f"{pages:.1f}", "id": f"{pages:.1f}".replace(".", ",")})


def _words(value: Any, language: str) -> Iterator[str]:
    if isinstance(value, Prose):
        yield value.text(language)
    elif hasattr(value, "__dataclass_fields__"):
        for held in vars(value).values():
            yield from _words(held, language)


def _mark(found: Finding) -> str:
    """Return what a button sends to ask for a ready wording."""
    return f"{found.rule}|{found.correction.where}|{found.correction.before}" if found.correction else ""


def ready_wording(desk: Desk, subject: Subject, value: Any, wanted: str) -> Any | None:
    """Return the value with a ready wording put in: by the button's mark, or by the id of the rule (from a link)."""
    report = run(with_value(desk.dossier, subject, value), rules_of("stage1"))
    for found in report.findings:
        if _is_about(subject, found) and found.correction and wanted in (_mark(found), found.rule):
            return corrected(subject, value, found.correction)
    return None


def corrected(subject: Subject, value: Any, correction: Correction) -> Any | None:
    """Return the value with a correction carried out; None where its place is another one."""
    where = str(correction.where)
    if not where.startswith(f"{subject.where}/"):
        return None
    steps = tuple(where.removeprefix(f"{subject.where}/").split("/"))
    held = value
    for step in steps:
        held = getattr(held, step, None)
    if isinstance(held, str):
        return changed(
            value, steps, held.replace(correction.before, correction.after) if correction.before else correction.after
        )
    return changed(value, steps, _rewritten(held, correction)) if isinstance(held, Prose) else None


def _rewritten(held: Prose, correction: Correction) -> Prose:
    if correction.before:
        return held.mapped(lambda words: words.replace(correction.before, correction.after))
    kept = [(language, words) for language, words in held.texts if words]
    return Prose(tuple(kept)) if kept else Prose(((PREVAILING, correction.after),))
