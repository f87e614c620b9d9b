"""A whole organisation whose every text is made of payloads, and a page read as a browser reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from html.parser import HTMLParser
from itertools import cycle
from math import ceil
from typing import Any, TypeAlias

from tests.web.payloads import PAYLOADS, RUN

from opensmp.actions.accepting import accept
from opensmp.actions.approving import Verdict, decide, submit
from opensmp.actions.commenting import comment
from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.actions.founding import found_organisation, found_plan
from opensmp.actions.uploading import bring, remember
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.plan.value import field_types, unwrapped
from opensmp.store.mapping import body_of, digest_of_body
from opensmp.store.models import Account, Membership, Role, Submission
from opensmp.store.reading import dossier_for

STORED = tuple(each for each in PAYLOADS if not set("\x01\x0c") & set(each))
"""The payloads that a plan may hold: control characters are refused by whatever reads one."""
KEPT = frozenset(
    {
        "id", "zone", "opens", "closes", "email", "number", "digest", "metric", "rule", "where", "section", "clock", "limit", "population",
        "period", "kind", "pack", "version", "currency", "continued_as", "country",
    }
)  # fmt: skip
"""Fields that name something or are no words; a field that refers to a row is none either."""

Field: TypeAlias = tuple[str, str]


def texts_of(value: Any, found: Counter[Field]) -> Counter[Field]:
    """Count the texts of a value by the record and the field in which they stand."""
    if isinstance(value, tuple):
        for each in value:
            texts_of(each, found)
    elif is_dataclass(value) and not isinstance(value, type | Prose):
        for name, held in _fields(value):
            if _is_text(value, name, held):
                found[type(value).__name__, name] += 1
            else:
                texts_of(held, found)
    return found


def _fields(value: Any) -> Iterator[tuple[str, Any]]:
    return ((each.name, getattr(value, each.name)) for each in fields(value))


def _is_text(value: Any, name: str, held: Any) -> bool:
    if isinstance(held, Prose):
        return bool(held)
    inner, notes = unwrapped(field_types(type(value))[name])
    return inner is str and not notes and name not in KEPT and bool(held)


class Filler:
    """Puts payloads into every text, so that each field of each kind of record holds every payload somewhere."""

    def __init__(self, counts: Counter[Field], skip: int = 0) -> None:
        self._share = {field: ceil(len(STORED) / count) for field, count in counts.items()}
        self._next = {field: cycle((*STORED[skip:], *STORED[:skip])) for field in counts}
        self.pairs: set[tuple[Field, str]] = set()

    def filled(self, value: Any) -> Any:
        """Return a value in which every text is made of payloads."""
        if isinstance(value, tuple):
            return tuple(self.filled(each) for each in value)
        if not is_dataclass(value) or isinstance(value, type | Prose):
            return value
        return replace(value, **{name: self._filled(value, name, held) for name, held in _fields(value)})

    def _filled(self, value: Any, name: str, held: Any) -> Any:
        if not _is_text(value, name, held):
            return self.filled(held)
        field = type(value).__name__, name
        batch = [next(self._next[field]) for _time in range(self._share[field])]
        self.pairs |= {(field, each) for each in batch}
        if isinstance(held, Prose):
            return held.mapped(lambda _words: "\n\n".join(batch) + " 12 %")
        return " ".join(batch).replace("\n", " ")


class Hostile:
    """An organisation whose every text tries to run, with a version in force, one draft after it, and everything around."""

    def __init__(self, bank: Dossier) -> None:
        parts = {name: getattr(bank, name) for name in ("plan", "registers", "organisation")}
        counts: Counter[Field] = Counter()
        for part in parts.values():
            texts_of(part, counts)
        self.fields = len(counts)
        self.filler = Filler(counts)
        dossier = replace(
            bank, **{name: self.filler.filled(part) for name, part in parts.items()}, acceptances=(),
            history=replace(bank.history, versions=()), sealed={}, sealed_digests={},
        )  # fmt: skip
        self.owner = self._people()
        self.plan = found_plan(self.owner, "smp", dossier)
        self._around()
        self._sealed()
        self._drafted_again()

    @property
    def pairs(self) -> int:
        """How many payloads stand in how many fields, counted once each."""
        return len(self.filler.pairs)

    def _people(self) -> Actor:
        self.account = Account.objects.create_user("hostile@example.org", None, name=f"<img src=x onerror={RUN}>")
        owner = found_organisation(
            self.account, "hostile", " ".join(PAYLOADS[:4])[:200], lives_on=date(2026, 11, 22), person="ratna"
        )
        for number, name in enumerate(_batches(110)):
            account = Account.objects.create_user(f"hostile-{number}@example.org", None, name=name)
            Membership.objects.create(organisation=owner.organisation, account=account, role=Role.CONTRIBUTOR)
        return owner

    def _around(self) -> None:
        """Remarks, reasons, names of files: what stands beside the plan."""
        passages = (
            "plan/scope/text",
            "plan/scope/statement",
            "plan/roles/text",
            "plan/review/text",
            "plan/practices/text",
        )
        for where, text in zip(passages, _batches(3_900), strict=False):
            comment(self.owner, self.plan, where, text)
        for name in _batches(190):
            upload = bring(self.owner, name, [b"id,name\n"])
            done = remember(self.owner, upload, "services", 1, {"new": 1})
        self.upload, self.undone = upload.pk, done.pk
        accept(self.owner, self.plan, "OS-101", "plan/scope", "\n".join(STORED), None)

    def _sealed(self) -> None:
        """One draft returned with refinements, the next one approved."""
        maya = Account.objects.create_user("top@example.org", None, name=f"<svg onload={RUN}>")
        Membership.objects.create(
            organisation=self.owner.organisation, account=maya, role=Role.TOP_MANAGEMENT, person="maya"
        )
        top = Actor(maya, self.owner.organisation, Role.TOP_MANAGEMENT, "maya", self.owner.today)
        said = "\n".join(STORED)
        first = self._submitted(said)
        decide(top, first, first.digest, Verdict("returned", said, (("scope", said),)))
        second = self._submitted(said)
        decide(top, second, second.digest, Verdict("approved", said, override=said, start=self.owner.today))
        self.decided, self.version = (first.pk, second.pk), second.number

    def _submitted(self, said: str) -> Submission:
        draft = dossier_for(self.plan, self.owner.organisation, self.owner.today)
        return submit(self.owner, self.plan, draft.digest, said, said).submission

    def _drafted_again(self) -> None:
        """Change some texts after the version in force, so that a redline has something to show; submit that too."""
        held = dossier_for(self.plan, self.owner.organisation, self.owner.today).plan.scope
        text, statement = (
            each.mapped(lambda words: f"{words[::-1]}\n\n{words} {PAYLOADS[0]}") for each in (held.text, held.statement)
        )
        change = Change("plan/scope", "", digest_of_body(body_of(held)), replace(held, text=text, statement=statement))
        edit(self.owner, self.plan, [change], "\n".join(STORED))
        self._submitted(f"<script>{RUN}</script>")


def _batches(longest: int) -> list[str]:
    """Return all payloads in lines no longer than that."""
    lines = [""]
    for each in PAYLOADS:
        one = each.replace("\n", " ").strip()[:longest]
        lines = [*lines[:-1], f"{lines[-1]} {one}".strip()] if len(lines[-1]) + len(one) < longest else [*lines, one]
    return lines


class Reading(HTMLParser):
    """A page as a browser takes it apart; what would run is collected."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: Mapping[str, str] = {name: value or "" for name, value in attrs}
        if tag in ("iframe", "object", "embed", "base", "math", "style", "frameset"):
            self.runs.append(f"<{tag}>")
        if tag == "meta" and "http-equiv" in given:
            self.runs.append(f"<meta {given}>")
        if (
            tag == "script"
            and not given.get("src", "").startswith("/static/")
            and given.get("type") != "application/json"
        ):
            self.runs.append(f"<script {given}>")
        for name, value in given.items():
            address = "".join(value.split()).lower()
            if name.startswith(("on", "hx-on")) or name in ("style", "srcdoc"):
                self.runs.append(f"<{tag} {name}={value[:60]}>")
            if name in _ADDRESSES and address.startswith(("javascript:", "data:text", "vbscript:")):
                self.runs.append(f"<{tag} {name}={value[:60]}>")
            if name in _ADDRESSES and address.startswith("//") and tag != "a":
                self.runs.append(f"<{tag} {name}={value[:60]}>")  # a link may lead away, nothing is fetched from there

    handle_startendtag = handle_starttag


_ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "hx-get", "hx-post")


def what_runs(html: str) -> list[str]:
    """Return the elements and attributes of a page that would run."""
    reading = Reading()
    reading.feed(html)
    return reading.runs
