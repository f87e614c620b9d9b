"""What the scope rules share: reading short reasons, finding names in words, references inside section 1."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache

from opensmp.checking import edit, put
from opensmp.dossier import Dossier
from opensmp.language import sentences
from opensmp.plan.prose import Prose
from opensmp.plan.references import chips
from opensmp.registers.organisation import Site, Unit
from opensmp.registers.services import Customer, Service

_FUNCTION = (
    "a an and are as at be because been being by for from has have if in is it its no non not now of on or our out so "
    "that the their there these they this those to us was we were which will with present time currently "
    "ada adalah agar akan atau bagi belum bukan bahwa dalam dan dari dengan di dikarenakan hal ini itu kami karena ke "
    "maka oleh pada saat sebab sebagai sehingga sudah telah tersebut tidak untuk yang"
)
_VOID = (
    "applicable apply applies approved business certification cover covered decided decision exclude excluded exclusion "
    "important include included management necessary need needed outside part priority reason reasons relevant "
    "required scope services service sms company organisation organization bank "
    "complex complexity complicated difficult hard too very much effort enough staff people resources cost costs costly "
    "expensive manage before yet later audit audits budget money available added add next year "
    "alasan bagian berlaku bisnis cakupan diperlukan diputuskan dikecualikan dicakup jangkauan kebijakan keputusan "
    "layanan lingkup luar manajemen organisasi pengecualian penting perlu perusahaan prioritas relevan ruang "
    "sertifikasi termasuk "
    "kompleks kompleksitas rumit sulit sukar terlalu sangat cukup waktu orang tenaga daya sumber usaha biaya mahal dikelola "
    "mengelola sebelum nanti audit anggaran dana tersedia ditambahkan tahun depan"
)
_REASONS = {
    "en": "Run by ___ under ___; no service in scope depends on it.",
    "id": "Dijalankan oleh ___ menurut ___; tidak ada layanan dalam ruang lingkup yang bergantung padanya.",
}
_FUNCTION_WORDS, _VOID_WORDS = frozenset(_FUNCTION.split()), frozenset(_VOID.split())


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without markup and punctuation."""
    return _word().findall(text.casefold())


def gives_no_reason(text: str, about: str) -> bool:
    """Whether a reason says nothing: only words such as "not relevant", or its subject again."""
    subject = set(words(about))
    told = {word for word in words(text) if word not in _FUNCTION_WORDS and word not in subject and len(word) > 1}
    void = told & _VOID_WORDS
    return len(told - void) < (2 if void else 1)


def blank_reason(dossier: Dossier) -> str:
    """Return a justification with blanks, in the plan's prevailing language."""
    return _REASONS[dossier.plan.identity.language]


def says_little(text: str, about: str, empty: Collection[str]) -> bool:
    """Whether a text holds fewer than two words beyond its subject and ``empty`` ones."""
    subject = set(words(about))
    told = {word for word in words(text) if word not in _FUNCTION_WORDS and word not in subject and word not in empty}
    return len(told) < 2


def spaced(text: str) -> str:
    """Return the words of a text between single spaces, so that whole phrases can be looked for with ``in``."""
    return f" {' '.join(words(text))} "


def names(rows: Iterable[object], fields: Iterable[str] = ("id", "name")) -> Iterator[str]:
    """Yield the names of rows as :func:`spaced` phrases, in every language; names too short to tell are left out."""
    fields = tuple(fields)
    for row in rows:
        for name in fields:
            held = getattr(row, name, "")
            for said in (text for _, text in held.each()) if isinstance(held, Prose) else (held,):
                phrase = spaced(str(said))
                if len(phrase) > 4:
                    yield phrase


def in_scope(dossier: Dossier) -> Iterator[Service | Customer | Unit | Site]:
    """Yield the services, customers, units and sites that section 1 names and a register or the organisation knows."""
    scope, organisation = dossier.plan.scope, dossier.organisation
    units, sites = frozenset(scope.units), frozenset(scope.sites)
    yield from (row for row in organisation.units if row.id in units)
    yield from (row for row in organisation.sites if row.id in sites)
    yield from (dossier.customers[key] for key in scope.customers if key in dossier.customers)
    yield from (dossier.services[key] for key in scope.services if key in dossier.services)


def mentions(dossier: Dossier, kind: str) -> bool:
    """Whether the words of section 1 name something of that kind by a ``[[kind:id]]`` reference."""
    return any(chip.kind == kind for _, text in _said(dossier) for chip in chips(text))


def refers_to_current(dossier: Dossier, subject: re.Pattern[str]) -> bool:
    """Whether section 1 refers to an approved document about ``subject``: in a sentence, or by the document's title."""
    scope = dossier.plan.scope
    if any(_about(dossier, document, subject) for document in scope.references):
        return True
    return any(
        subject.search(sentence.text)
        and any(
            _current(dossier, chip.id) for chip in chips(text[sentence.start : sentence.end]) if chip.kind == "document"
        )
        for _, text in _said(dossier)
        if subject.search(text)
        for sentence in sentences(text)
    )


def unreferenced(dossier: Dossier, subject: re.Pattern[str]) -> Dossier:
    """Return a copy whose section 1 refers to no document about ``subject``, for examples; in its words titles stand."""
    scope = dossier.plan.scope

    def titled(prose: Prose) -> Prose:
        return Prose(tuple((language, _titled(dossier, language, text)) for language, text in prose.texts))

    return put(
        dossier,
        "plan/scope",
        references=tuple(document for document in scope.references if not _about(dossier, document, subject)),
        text=titled(scope.text),
        boundaries=titled(scope.boundaries),
        statement=titled(scope.statement),
        subsections=tuple(replace(each, text=titled(each.text)) for each in scope.subsections),
    )


def flat(text: str) -> str:
    """Return a text on one line, so that a phrase is found across the break of a line."""
    return " ".join(text.split())


def with_sentence(dossier: Dossier, address: str, *, en: str, id: str) -> Dossier:
    """Return a copy with one more sentence in the text at ``address``, in each language the plan speaks."""
    said = {"en": en, "id": id}
    prevailing = dossier.plan.identity.language

    def longer(prose: Prose) -> Prose:
        if not prose:
            return Prose.of({language: said[language] for language in dossier.languages})
        return Prose(tuple((language, f"{text}\n\n{said[language or prevailing]}") for language, text in prose.texts))

    return edit(dossier, address, longer)


def spoken(dossier: Dossier, *, en: str, id: str) -> Prose:
    """Return a text in each language the plan speaks."""
    said = {"en": en, "id": id}
    return Prose.of({language: said[language] for language in dossier.languages})


def _said(dossier: Dossier) -> Iterator[tuple[str, str]]:
    scope = dossier.plan.scope
    for prose in (scope.statement, scope.boundaries, scope.text, *(each.text for each in scope.subsections)):
        yield from prose.each()


def _titled(dossier: Dossier, language: str, text: str) -> str:
    """Put the title of each document in the place of its reference."""
    for chip in sorted(chips(text), key=lambda each: -each.start):
        if chip.kind == "document" and chip.id in dossier.documents:
            text = text[: chip.start] + dossier.documents[chip.id].title.text(language) + text[chip.end :]
    return text


def _about(dossier: Dossier, document: str, subject: re.Pattern[str]) -> bool:
    held = dossier.documents.get(document)
    return held is not None and held.status == "approved" and any(subject.search(text) for _, text in held.title.each())


def _current(dossier: Dossier, document: str) -> bool:
    held = dossier.documents.get(document)
    return held is not None and held.status == "approved"


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")
