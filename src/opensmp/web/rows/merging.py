"""Two people at one row: what only one of them changed is kept from both, what both changed is left to the second to decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from opensmp.store.mapping import read_body
from opensmp.store.models import Revision
from opensmp.web.answers import Ask, answers_of
from opensmp.web.desk import Desk
from opensmp.web.forms import ValueForm
from opensmp.web.labels import label_of
from opensmp.web.saving import Clash
from opensmp.web.shapes import shapes_of

Held = Mapping[str, Sequence[str]]


class Disputed(NamedTuple):
    """A field that both changed: its label, what stands now, what was typed."""

    label: str
    theirs: str
    mine: str


class Merged(NamedTuple):
    """The fields to show again, those that both changed, and the labels of those taken over from the other."""

    answers: dict[str, Sequence[str]]
    disputed: tuple[Disputed, ...]
    taken: tuple[str, ...]


def merged(desk: Desk, form: ValueForm, clash: Clash, seen: str, place: str, key: str) -> Merged:
    """Return both texts of a row put together. ``seen`` is the digest of the text that the second writer began with."""
    mine: Held = {name: desk.request.POST.getlist(name) for name in desk.request.POST}
    base = _began_with(desk, form, seen, place, key)
    theirs = answers_of(form.asks, clash.value, form.tongue) if clash.value is not None else None
    if theirs is None:
        return Merged(dict(mine), (), ())
    held: dict[str, Sequence[str]] = dict(mine)
    disputed: list[Disputed] = []
    taken: list[str] = []
    for ask in form.asks:
        for part in _parts(ask, form):
            texts = [_of(answers, part) for answers in (base, theirs, mine)]
            if ask.fixed or _same(texts[1], texts[2]) or _same(texts[0], texts[1]):
                continue
            label = (ask.label or label_of(ask.name)).text(desk.language)
            if _same(texts[0], texts[2]):
                taken.append(label)
                held = {name: words for name, words in held.items() if not _belongs(name, part)} | dict(texts[1])
            else:
                disputed.append(Disputed(label, _said(texts[1]), _said(texts[2])))
    return Merged(held, tuple(disputed), tuple(dict.fromkeys(taken)))


def _began_with(desk: Desk, form: ValueForm, seen: str, place: str, key: str) -> Held:
    """Return the fields of the text that the second writer saw; every revision keeps its text."""
    rows = Revision.objects.of(desk.organisation).filter(place=place, key=key, digest=seen).order_by("-number")
    found = rows.first()
    return answers_of(form.asks, read_body(place, found.body).value, form.tongue) if found else {}


def _parts(ask: Ask, form: ValueForm) -> Iterable[str]:
    """Return the names under which a field is merged: each language of a text alone, a table as a whole."""
    if shapes_of(form.record)[ask.name].control == "prose":
        return tuple(f"{ask.name}-{language}" for language in form.tongue.plan)
    return (ask.name,)


def _belongs(name: str, part: str) -> bool:
    return name == part or name.startswith(f"{part}-")


def _of(answers: Held, part: str) -> Held:
    return {name: words for name, words in answers.items() if _belongs(name, part)}


def _same(one: Held, other: Held) -> bool:
    return _plain(one) == _plain(other)


def _plain(held: Held) -> dict[str, tuple[str, ...]]:
    clean = {
        name: tuple(each.replace("\r\n", "\n").strip() for each in words if each.strip())
        for name, words in held.items()
    }
    return {name: words for name, words in clean.items() if words and not name.endswith("-rows")}


def _said(held: Held) -> str:
    words: list[Any] = [word for name, words in _plain(held).items() for word in words]
    return " · ".join(words)
