"""``opensmp diff``: what changed between two plans, section by section."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from opensmp.cli.speaking import language_option, today_option
from opensmp.dossier import Dossier
from opensmp.exchange import load
from opensmp.i18n import _
from opensmp.plan.difference import Difference, differences
from opensmp.plan.plan import SECTIONS
from opensmp.plan.prose import Prose

_MARK = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow"), "moved": (">", "cyan")}
_LONGEST = 160
_CONTEXT = 40


@click.command("diff")
@click.argument("older", type=click.Path(path_type=Path))
@click.argument("newer", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@today_option
@language_option
def diff_command(older: Path, newer: Path, form: str, today: date, language: str) -> None:
    """Show what changed from OLDER to NEWER by section: added (+), removed (-), changed (~), moved (>).

    Rows are matched by their ids, so a service inserted at the top is one addition, not a changed list.
    """
    now = load(newer, today)
    found = compare(load(older, today), now)
    if form == "json":
        click.echo(json.dumps([_object(each) for each in found], ensure_ascii=False, indent=2))
        return
    for line in _lines(found, section_titles(now, language), language):
        click.echo(line)


def compare(older: Dossier, newer: Dossier) -> tuple[Difference, ...]:
    """Return the differences of plan, organisation and registers; history and measurements are not the plan's words."""
    return (
        *differences(older.plan, newer.plan, ("plan",)),
        *differences(older.organisation, newer.organisation, ("organisation",)),
        *differences(older.registers, newer.registers, ("registers",)),
    )


def section_titles(dossier: Dossier, language: str) -> Mapping[str, str]:
    """Return ``1 Scope`` … ``10 Review and update`` by section key."""
    sections = dossier.standard.sections
    return {key: f"{number} {sections[key].title.text(language)}" for number, key in enumerate(SECTIONS, 1)}


def _lines(found: tuple[Difference, ...], titles: Mapping[str, str], language: str) -> Iterator[str]:
    if not found:
        yield _("No differences between these two.").text(language)
    group = None
    for each in found:
        if each.where[:2] != group:
            if group is not None:
                yield ""
            group = each.where[:2]
            yield click.style(titles.get(group[-1], "/".join(group)), bold=True)
        yield from _line(each, language)


def _line(each: Difference, language: str) -> Iterator[str]:
    mark, paint = _MARK[each.kind]
    yield f"  {click.style(mark, fg=paint)} {'/'.join(each.where[2:]) or each.where[-1]}"
    if each.kind == "moved":
        if each.source != each.where:
            yield f"      {_('moved from {place}', place='/'.join(each.source)).text(language)}"
        return
    before, after = _said(each.before, language), _said(each.after, language)
    if each.kind == "changed":
        before, after = _parting(before, after)
    for sign, words in (("-", before), ("+", after)):
        if words:
            yield f"      {sign} {_short(words)}"


def _parting(before: str, after: str) -> tuple[str, str]:
    """Cut what two long texts share at their beginning, but for a few words, so that the difference is in sight."""
    shared = next((place for place, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
    start = before.rfind(" ", 0, max(shared - _CONTEXT, 0)) + 1
    return (f"…{before[start:]}", f"…{after[start:]}") if start else (before, after)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _said(held: Any, language: str) -> str:
    if held is None or (hasattr(held, "__dataclass_fields__") and not isinstance(held, Prose)):
        return _name(held, language)
    if isinstance(held, Prose):
        held = " / ".join(words for _language, words in held.each())
    return " ".join(str(held).split())


def _name(row: Any, language: str) -> str:
    """Return what a reader knows a row by: its title, name, sentence or statement."""
    for field in ("title", "name", "sentence", "statement", "activity", "text", "subject"):
        if named := getattr(row, field, None):
            return _said(named, language)
    return ""


def _object(each: Difference) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "where": "/".join(each.where),
        "from": "/".join(each.source) or None,
        "before": _plain(each.before),
        "after": _plain(each.after),
    }


def _plain(held: Any) -> Any:
    if isinstance(held, Prose):
        return held.raw()
    if isinstance(held, tuple):
        return [_plain(row) for row in held]
    if isinstance(held, Mapping):
        return {key: _plain(row) for key, row in held.items()}
    if hasattr(held, "__dataclass_fields__"):
        return {name: _plain(row) for name, row in vars(held).items()}
    return held if held is None or isinstance(held, bool | int | str) else str(held)
