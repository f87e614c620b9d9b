"""Collect every user-facing sentence and bring the Indonesian catalogue up to date (`make words`).

Sentences come from `_("…")` and `n_("…", "…")` in the source, from the pages of the rules (their docstrings), and from
the help of the commands. Existing translations are kept; sentences that are gone are dropped; new ones stand empty, and
`tests/house/test_words.py` names them until somebody translates them.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from opensmp.cli.help import help_texts
from opensmp.cli.program import opensmp
from opensmp.i18n.message import WORD
from opensmp.lifecycle.history import History
from opensmp.measures.verdict import Verdict
from opensmp.plan.plan import Plan
from opensmp.plan.value import field_types
from opensmp.registers.organisation import Organisation
from opensmp.registers.registers import Registers
from opensmp.rules import all_rules

ROOT = Path(__file__).parents[1]
PO = ROOT / "src/opensmp/i18n/locale/id/LC_MESSAGES/opensmp.po"


def main() -> None:
    """Write the catalogue; with --check only say whether its sentences are those of the code."""
    older = PO.read_bytes() if PO.exists() else b""
    catalogue = merged(older)
    if "--check" in sys.argv:
        held = {(message.id, message.context) for message in read_po(io.BytesIO(older), locale="id")}
        sys.exit(
            0
            if held == {(message.id, message.context) for message in catalogue}
            else "The catalogue is out of date: run `make words`."
        )
    with PO.open("wb") as file:
        write_po(file, catalogue, width=120, sort_output=True, include_lineno=False, no_location=True)
    empty = [message.id for message in catalogue if message.id and not all_translated(message.string)]
    print(f"{len(catalogue)} sentences, {len(empty)} without a translation")


def merged(older: bytes) -> Catalog:
    """Return a fresh catalogue that holds today's sentences with yesterday's translations."""
    known = read_po(io.BytesIO(older), locale="id") if older else Catalog(locale="id")
    fresh = Catalog(
        locale="id", project="OpenSMP", version="0", copyright_holder="The OpenSMP founders", fuzzy=False,
        header_comment="# Bahasa Indonesia translations for OpenSMP.", creation_date=known.creation_date,
        revision_date=known.revision_date, last_translator="The OpenSMP founders", language_team="id",
    )  # fmt: skip
    for message, context in (*((each, None) for each in sentences()), *((each, WORD) for each in vocabulary())):
        found = known.get(message if isinstance(message, str) else message[0], context)
        if found and isinstance(found.string, tuple) != isinstance(message, tuple):
            found = None
        fresh.add(
            message,
            string=found.string if found else None,
            context=context,
            flags=("python-brace-format",) if "{" in str(message) else (),
        )
    return fresh


def sentences() -> Iterator[str | tuple[str, str]]:
    """Yield every sentence: a string, or the pair of singular and plural."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        yield from marked(path.read_text("utf-8"))
    for path in sorted((ROOT / "src/opensmp/web/templates").rglob("*.*")):
        yield from marked_in_template(path.read_text("utf-8"))
    for rule in all_rules():
        yield from (rule.title.template, rule.why.template, rule.fix.template)
    yield from help_texts(opensmp)


def vocabulary() -> Iterator[str]:
    """Yield the words that fields may hold (*quarterly*, *at least*, *in force*): messages carry them as values."""
    waiting: list[Any] = [Plan, Registers, Organisation, History, Verdict]
    seen: set[Any] = set()
    while waiting:
        declared = waiting.pop()
        if get_origin(declared) is Literal:
            yield from (word for word in get_args(declared) if isinstance(word, str) and len(word) > 1)
        elif isinstance(declared, type) and hasattr(declared, "__dataclass_fields__"):
            if declared in seen:
                continue
            seen.add(declared)
            waiting += field_types(declared).values()
        else:
            waiting += get_args(declared)


def marked(source: str) -> Iterator[str | tuple[str, str]]:
    """Yield the sentences that a module marks with `_` and `n_`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "n_"}:
            words = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if node.func.id == "_" and words:
                yield words[0]
            elif len(words) > 1:
                yield words[0], words[1]


def marked_in_template(source: str) -> Iterator[str | tuple[str, str]]:
    """Yield the sentences that a template marks with `_` and `n_`."""
    for call in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in {"_", "n_"}:
            words = [each.value for each in call.args if isinstance(each, nodes.Const) and isinstance(each.value, str)]
            if call.node.name == "_" and words:
                yield words[0]
            elif len(words) > 1:
                yield words[0], words[1]


def all_translated(string: str | tuple[str, ...]) -> bool:
    """Whether a message has its translation, in every plural form."""
    return all(string) if isinstance(string, tuple) else bool(string)


if __name__ == "__main__":
    main()
