"""Somebody saved first: both texts side by side, merged where they do not touch, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from django.http import HttpResponse, QueryDict

from opensmp.store.mapping import places, read_body
from opensmp.store.models import Entry, Revision
from opensmp.web.answers import Ask, Tongue, answers_of
from opensmp.web.desk import Desk
from opensmp.web.forms import Field, ValueForm
from opensmp.web.governance.changes import Piece, redline
from opensmp.web.labels import label_of
from opensmp.web.names import Names
from opensmp.web.plan.writing.flowing import flown
from opensmp.web.plan.writing.merge import Stretch, merged, proposal, stretches
from opensmp.web.plan.writing.subject import Subject, address, offers
from opensmp.web.saving import Clash, tongue_of
from opensmp.web.shapes import shapes_of

Sides = Mapping[str, Sequence[str]]
"""What stands in the fields of a form, by name."""


class Shown(NamedTuple):
    """A stretch on the page: its number, which side is taken, and what each side changed."""

    place: int
    taken: str
    theirs: tuple[Piece, ...]
    mine: tuple[Piece, ...]
    own: str


class Text(NamedTuple):
    """A text that both touched."""

    name: str
    label: str
    language: str
    shown: tuple[Shown, ...]


class Choice(NamedTuple):
    """A field that is no text and differs: what each side says."""

    name: str
    label: str
    theirs: str
    mine: str
    taken: str


def conflict_page(desk: Desk, subject: Subject, clash: Clash, sent: QueryDict) -> HttpResponse:
    """Show both texts; saving from here stores what the person chose, over exactly the text they saw."""
    tongue = tongue_of(desk)
    base, theirs, mine = _sides(desk, subject, sent.get("seen", ""), clash, tongue, sent)
    texts = tuple(_texts(subject, tongue, base, theirs, mine))
    choices = tuple(_choices(desk, subject, tongue, base, theirs, mine))
    open_points = sum(each.taken == "both" for text in texts for each in text.shown) + sum(
        not each.taken for each in choices
    )
    return desk.show(
        "plan/conflict.html", status=409, subject=subject, clash=clash, texts=texts, choices=choices, open=open_points,
        kept=[(name, value) for name, values in mine.items() for value in values], base=sent.get("base") or sent.get("seen", ""),
        action=address(desk, subject), history=address(desk, subject, "history"), who=_writer(clash.entry),
    )  # fmt: skip


def _writer(entry: Entry | None) -> str:
    return str(entry.edited_by) if entry is not None and entry.edited_by else ""


def _sides(
    desk: Desk, subject: Subject, seen: str, clash: Clash, tongue: Tongue, sent: QueryDict
) -> tuple[Sides, Sides, Sides]:
    """Return the text both began with, theirs and mine."""
    base = answers_of(subject.asks, said_at(desk, subject, sent.get("base") or seen), tongue)
    return base, answers_of(subject.asks, flown(clash.value), tongue), answers_sent(sent)


_OURS = ("csrfmiddlewaretoken", "seen", "base", "merge", "finished", "check", "apply")


def answers_sent(sent: QueryDict) -> dict[str, list[str]]:
    """Return the fields of the form among everything that was posted."""
    return {name: sent.getlist(name) for name in sent if name not in _OURS and not name.startswith(("pick-", "own-"))}


def said_at(desk: Desk, subject: Subject, digest: str) -> object:
    """Return what an entry said when it had that digest; None where no revision has it."""
    shared = places()[subject.place].shared
    rows = Revision.objects.of(desk.organisation).filter(
        plan=None if shared else desk.plan, place=subject.place, digest=digest
    )
    row = rows.first()
    value: object = flown(read_body(subject.place, row.body).value) if row else None
    return value


def _long_names(subject: Subject, tongue: Tongue) -> Iterator[tuple[str, Ask, str]]:
    """Yield the names of the texts of a form, those inside records too."""
    for prefix, ask, record in _flat(subject.asks, subject.record, ""):
        if shapes_of(record)[ask.name].control == "prose":
            yield from ((f"{prefix}{ask.name}-{language}", ask, language) for language in tongue.plan)


def _flat(asks: Sequence[Ask], record: type, prefix: str) -> Iterator[tuple[str, Ask, type]]:
    for ask in asks:
        shape = shapes_of(record)[ask.name]
        if shape.control == "record" and ask.parts:
            yield from _flat(ask.parts, shape.record, f"{prefix}{ask.name}-")
        else:
            yield prefix, ask, record


def _one(held: Sides, name: str) -> str:
    return (held.get(name) or ("",))[-1].replace("\r\n", "\n").strip()


def _texts(subject: Subject, tongue: Tongue, base: Sides, theirs: Sides, mine: Sides) -> Iterator[Text]:
    for name, ask, language in _long_names(subject, tongue):
        found = stretches(*(_one(side, name) for side in (base, theirs, mine)))
        if any(each.taken != "same" for each in found):
            label = (ask.label or label_of(ask.name)).text(tongue.person)
            yield Text(name, label, language, tuple(_shown(place, each) for place, each in enumerate(found)))


def _shown(place: int, each: Stretch) -> Shown:
    theirs, mine = (_only(redline(each.base, said)) for said in (each.theirs, each.mine))
    return Shown(place, each.taken, theirs, mine, proposal(each))


def _only(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece[0] != "removed")


def _choices(desk: Desk, subject: Subject, tongue: Tongue, base: Sides, theirs: Sides, mine: Sides) -> Iterator[Choice]:
    forms = [_fields(desk, subject, tongue, side) for side in (theirs, mine)]
    for prefix, ask, record in _flat(subject.asks, subject.record, ""):
        if shapes_of(record)[ask.name].control == "prose":
            continue
        name = f"{prefix}{ask.name}"
        held = [_below(side, name) for side in (base, theirs, mine)]
        if held[1] != held[2]:
            taken = "mine" if held[1] == held[0] else "theirs" if held[2] == held[0] else ""
            label = (ask.label or label_of(ask.name)).text(tongue.person)
            yield Choice(name, label, _said(forms[0].get(name)), _said(forms[1].get(name)), taken)


def _fields(desk: Desk, subject: Subject, tongue: Tongue, side: Sides) -> dict[str, Field]:
    sent = QueryDict(mutable=True)
    for name, values in side.items():
        sent.setlist(name, list(values))
    form = ValueForm(
        subject.record,
        subject.asks,
        Names(desk.dossier, desk.language),
        tongue,
        sent=sent,
        offers=offers(desk, subject),
    )
    found: dict[str, Field] = {}
    for each in form.fields:
        found |= {each.name: each} | {part.name: part for part in each.parts}
    return found


def _said(field: Field | None) -> str:
    """Return what a field says, in words."""
    if field is None:
        return ""
    if field.control == "rows":
        rows = (", ".join(said for part in parts if (said := _said(part))) for _place, parts in field.rows)
        return " · ".join(rows)
    words: dict[str, str] = {value: text for _word, choices in field.groups for value, text in choices}
    if isinstance(field.value, tuple | list):
        return ", ".join(words[each] if each in words else str(each) for each in field.value)
    return words.get(str(field.value), str(field.value))


def _below(held: Sides, name: str) -> dict[str, list[str]]:
    """Return what stands in a field and in the fields inside it, without what is empty."""
    inner = {
        key: [each for each in values if each]
        for key, values in held.items()
        if key == name or key.startswith(f"{name}-")
    }
    return {key: values for key, values in inner.items() if values}


def resolved(desk: Desk, subject: Subject, sent: QueryDict) -> QueryDict:
    """Return the form as the person's choices make it: texts merged, other fields theirs or mine."""
    tongue = tongue_of(desk)
    base = answers_of(subject.asks, said_at(desk, subject, sent.get("base", "")), tongue)
    theirs = answers_of(subject.asks, said_at(desk, subject, sent.get("seen", "")), tongue)
    chosen = sent.copy()
    for name, _ask, _language in _long_names(subject, tongue):
        found = stretches(*(_one(side, name) for side in (base, theirs, answers_sent(sent))))
        picks = {
            place: (str(sent[f"pick-{name}-{place}"]), str(sent.get(f"own-{name}-{place}", "")))
            for place in range(len(found)) if f"pick-{name}-{place}" in sent
        }  # fmt: skip
        chosen[name] = merged(found, picks)
    for key in [key for key in sent if key.startswith("pick-") and sent[key] == "theirs"]:
        name = key.removeprefix("pick-")
        if any(name == f"{prefix}{ask.name}" for prefix, ask, _record in _flat(subject.asks, subject.record, "")):
            for old in [old for old in chosen if old == name or old.startswith(f"{name}-")]:
                del chosen[old]
            for new, values in theirs.items():
                if new == name or new.startswith(f"{name}-"):
                    chosen.setlist(new, list(values))
    return chosen
