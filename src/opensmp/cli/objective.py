"""``opensmp objective``: what a sentence states, and whether anyone could tell that it was achieved."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from opensmp.cli.speaking import language_option
from opensmp.i18n import Plural, Unreadable, _, n_
from opensmp.language import Label, Statement, read

LARGEST = 32 * 1024 * 1024
_LONGEST = 10_000
_MARK = {Label.MEASURABLE: ("●", "green"), Label.PARTIALLY: ("◐", "yellow"), Label.NOT: ("○", "red")}


@click.command(
    "objective",
    epilog="""\b
Examples:
  echo "Improve incident response" | opensmp objective
  opensmp objective statements.txt --format json""",
)
@click.argument("file", default="-", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
def objective_command(file: Path, form: str, language: str) -> None:
    """Read the statements in FILE (or standard input), one a line, in English or Indonesian.

    Each is measurable, partially measurable, or not: does it state a metric, a target, and a deadline or a measurement
    period? What is missing is asked as a question, and a measurable form is offered with its blanks; no number is
    invented. With --format json the result is one array with one object a statement, in order.
    """
    statements = [read(line) for line in _lines(file)]
    if form == "json":
        objects = [json.dumps(each.as_dict(language), ensure_ascii=False) for each in statements]
        click.echo("[\n" + ",\n".join(objects) + "\n]" if objects else "[]")
        return
    for each in statements:
        click.echo("\n".join(_shown(each, language)))
        click.echo()
    click.echo(_summary(statements).text(language))


def _lines(file: Path) -> Iterator[str]:
    words = _words(file)
    for number, line in enumerate(words.splitlines(), 1):
        if len(line) > _LONGEST:
            raise Unreadable(
                _("Line {number} of {file} is longer than {n} characters.", number=number, file=str(file), n=_LONGEST),
                _("Put one statement on each line."),
            )
        if line.strip():
            yield line.strip()


def _words(file: Path) -> str:
    try:
        raw = sys.stdin.buffer.read(LARGEST + 1) if str(file) == "-" else _bytes(file)
    except OSError as trouble:
        raise Unreadable(
            _("{file} cannot be read: {reason}.", file=str(file), reason=trouble.strerror or str(trouble)),
            _("Name a text file with one statement on each line, or pipe the statements in."),
        ) from trouble
    if len(raw) > LARGEST:
        raise Unreadable(_("{file} is larger than 32 MB.", file=str(file)), _("Split it into smaller files."))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = raw[: trouble.start].count(b"\n") + 1
        raise Unreadable(
            _("{file} is not UTF-8 text (line {line}).", file=str(file), line=line),
            _("Save it as UTF-8 and try again."),
        ) from trouble


def _bytes(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def _shown(each: Statement, language: str) -> Iterator[str]:
    mark, paint = _MARK[each.label]
    yield f"{click.style(mark, fg=paint)} {each.text}"
    yield f"  {click.style(_label(each.label, language), bold=True)}{_found(each, language)}"
    for asked in (*each.missing, *each.warnings):
        yield f"  ? {asked.text(language)}"
    if each.proposal and each.label is not Label.MEASURABLE:
        yield f"  → {each.proposal.text(each.language)}"


def _label(label: Label, language: str) -> str:
    names = {
        Label.MEASURABLE: _("Measurable"),
        Label.PARTIALLY: _("Partially measurable"),
        Label.NOT: _("Not measurable"),
    }
    return names[label].text(language)


def _found(each: Statement, language: str) -> str:
    parts = (
        (_("metric"), each.metric),
        (_("target"), each.target),
        (_("deadline"), each.deadline),
        (_("period"), each.period),
    )
    shown = [f"{name.text(language)} “{part.words}”" for name, part in parts if part]
    return ": " + ", ".join(shown) if shown else ""


def _summary(statements: list[Statement]) -> Plural:
    counted = {label: sum(each.label is label for each in statements) for label in Label}
    return n_(
        "One statement: {measurable} measurable, {partially} partially, {none} not.",
        "{n} statements: {measurable} measurable, {partially} partially, {none} not.",
        len(statements),
        measurable=counted[Label.MEASURABLE],
        partially=counted[Label.PARTIALLY],
        none=counted[Label.NOT],
    )
