"""Reading: what the page around the document says, and where the reader stopped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from opensmp.dossier import Dossier
from opensmp.i18n import Message, Plural, _, n_, spoken_date
from opensmp.lifecycle.history import Version
from opensmp.store.models import ReadingPlace
from opensmp.web.desk import Desk
from opensmp.web.plan.article import Article
from opensmp.web.plan.margin import MARGINS
from opensmp.web.plan.outline import Chapter, Outline

_SHOWN: Mapping[str, Message] = {"findings": _("Findings"), "evidence": _("Evidence"), "comments": _("Comments")}
_LANGUAGES: Mapping[str, str] = {"en": "English", "id": "Bahasa Indonesia"}
_FIRST = 4


class Reader(NamedTuple):
    """How far a person has read: the sections, and where to go on."""

    read: tuple[str, ...]
    last: str


def reader_of(desk: Desk) -> Reader:
    """Return where the person stopped."""
    row = ReadingPlace.objects.of(desk.organisation).filter(plan=desk.plan, account=desk.membership.account).first()
    return Reader(tuple(row.read), row.section) if row else Reader((), "")


def margins_of(desk: Desk) -> frozenset[str]:
    """Return the margins that the address asks for; findings and evidence where it says nothing."""
    wanted = desk.request.GET.get("margin")
    if wanted is None:
        return frozenset(("findings", "evidence"))
    return frozenset(wanted.split(",")) & frozenset(MARGINS)


def margin_choices(desk: Desk, shown: frozenset[str]) -> list[tuple[str, str, bool]]:
    """Return the switch over the text: each choice turns one margin on or off."""
    if not desk.may("see_findings"):
        return []
    text = desk.request.GET.get("text")
    return [
        (desk.say(_SHOWN[name]), desk.url("read", margin=_joined(shown ^ {name}), text=text), name in shown)
        for name in MARGINS
    ]


def _joined(names: Iterable[str]) -> str:
    held = set(names)
    return ",".join(name for name in MARGINS if name in held)


def language_choices(
    desk: Desk, dossier: Dossier, language: str, name: str, **parts: Any
) -> list[tuple[str, str, bool]]:
    """Return the languages of the text, where the plan has two."""
    margin = desk.request.GET.get("margin")
    return [
        (_LANGUAGES.get(each, each), desk.url(name, text=each, margin=margin, **parts), each == language)
        for each in dossier.languages
    ]


def contents_of(article: Article, desk: Desk, place: Reader) -> list[dict[str, Any]]:
    """Return the entries of the contents list, with what was found in each section."""
    return [_entry(article, desk, chapter, place) for chapter in article.outline.chapters]


def _entry(article: Article, desk: Desk, chapter: Chapter, place: Reader) -> dict[str, Any]:
    kind, number = article.marks.get(chapter.key, ("", 0))
    return {
        "no": chapter.number, "title": chapter.title, "href": f"#{chapter.anchor}", "current": chapter.key == place.last, "mark": kind,
        "mark_label": desk.say(n_("{n} finding", "{n} findings", number)) if number else "", "under": _under(chapter, desk),
    }  # fmt: skip


def _under(chapter: Chapter, desk: Desk) -> list[dict[str, Any]]:
    held = chapter.headings
    items = [
        {"no": each.number, "title": each.title, "href": f"#{each.anchor}", "current": False} for each in held[:_FIRST]
    ]
    rest = held[_FIRST:]
    if rest:
        more = desk.say(n_("and {n} more", "and {n} more", len(rest)))
        items.append({"title": more, "href": f"#{rest[0].anchor}", "current": False})
    return items


def said_of(outline: Outline, place: Reader, language: str) -> str:
    """Return how far the reader has come and how long the rest takes: "You have read sections 1 to 4. …"."""
    left = round(sum(chapter.minutes for chapter in outline.chapters if chapter.key not in place.read))
    read = [int(chapter.number) for chapter in outline.chapters if chapter.key in place.read]
    rest: Plural | Message = n_("About {n} minute left.", "About {n} minutes left.", left)
    if not read:
        return n_("About {n} minute to read.", "About {n} minutes to read.", left).text(language)
    if len(read) == len(outline.chapters):
        return _("You have read the whole plan.").text(language)
    return f"{_read_so_far(read).text(language)} {rest.text(language)}"


def _read_so_far(read: list[int]) -> Message | Plural:
    if len(read) > 1 and read == list(range(read[0], read[-1] + 1)):
        return _("You have read sections {first} to {last}.", first=read[0], last=read[-1])
    return n_(
        "You have read section {list}.", "You have read sections {list}.", len(read), list=[str(each) for each in read]
    )


def stopped_at(outline: Outline, place: Reader) -> Chapter | None:
    """Return the first section that the reader has not read, once they have begun."""
    if not place.read:
        return None
    return next((chapter for chapter in outline.chapters if chapter.key not in place.read), None)


def control_of(desk: Desk, dossier: Dossier, number: str) -> list[tuple[str, str]]:
    """Return the line of facts under the title; empty facts are left out."""
    identity = dossier.plan.identity
    begun = [row for row in dossier.history.versions if row.start]
    row = next((row for row in begun if row.number == number), None)
    earlier = begun[: begun.index(row)] if row else begun
    rows = (
        (_("Document"), identity.number),
        (_("Owner"), _behind(dossier, identity.owner)),
        (_("Approved by"), _approved(desk, dossier, row) if row else ""),
        (_("Approver"), _behind(dossier, dossier.plan.review.approver) if row is None else ""),
        (_("Replaces"), _dated(desk, earlier[-1].number, earlier[-1].start) if earlier else ""),
        (_("Planning period"), identity.period.name if identity.period else ""),
        (_("Fingerprint"), row.digest[:12] if row else ""),
    )
    return [(desk.say(term), detail) for term, detail in rows if detail]


def _approved(desk: Desk, dossier: Dossier, row: Version) -> str:
    """Return who approved a version, and when: those of that day, whoever holds the office now."""
    given = [each for each in row.approvals if each.outcome == "approved"]
    named = [(dossier.people.name(each.person), each.on) for each in given]
    return ", ".join(_dated(desk, name, day) if day else name for name, day in named)


def _behind(dossier: Dossier, holder: str | None) -> str:
    """Return the people behind a holder, else what the holder is called."""
    if not holder:
        return ""
    return ", ".join(person.name for person in dossier.people.holders(holder)) or dossier.people.name(holder)


def _dated(desk: Desk, what: str, day: date | None) -> str:
    return desk.say(_("{what}, {day}", what=what, day=day)) if day else what


def page_of(desk: Desk, dossier: Dossier, article: Article, **more: Any) -> dict[str, Any]:
    """Return what every page around a document needs."""
    outline = article.outline
    reads = desk.here == "read" and desk.may("read_draft")
    place = reader_of(desk) if reads else Reader((), "")
    return {
        "outline": outline, "html": article.html, "contents": contents_of(article, desk, place),
        "reading": said_of(outline, place, desk.language) if reads else "", "stopped": stopped_at(outline, place),
        "elsewhere": article.elsewhere, "empty": not dossier.stated, "marks_read": reads,
        "control": control_of(desk, dossier, outline.version), "margins": [], "inline": str,
        "imprint": " · ".join(part for part in (outline.number, outline.classification) if part),
    } | more  # fmt: skip


def version_state(desk: Desk, dossier: Dossier, number: str) -> tuple[str, str]:
    """Return the kind and the words for where a version stands."""
    row = next((row for row in dossier.history.versions if row.number == number), None)
    if row is None or row.start is None:
        return "wait", desk.say(_("Version {number}", number=number))
    if dossier.in_force and dossier.in_force.number == number:
        return "ok", desk.say(_("Version {number}, in force since {day}", number=number, day=row.start))
    if row.end:
        return "calm", desk.say(
            _("Version {number}, in force {start} to {end}", number=number, start=row.start, end=row.end)
        )
    return "wait", desk.say(_("Version {number}, from {day}", number=number, day=spoken_date(row.start, desk.language)))
