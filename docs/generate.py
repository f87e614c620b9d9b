"""Write the reference that is generated from the code: rules, commands, JSON Schemas, the catalogue of sentences.

`make docs` runs it with --check: it fails when a page in the tree is not what the code says. Without --check it writes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

os.environ["OPENSMP_LANGUAGE"] = "en"

from opensmp.checking import Rule, Severity
from opensmp.cli.program import opensmp
from opensmp.exchange.schemas import schemas
from opensmp.rules import all_rules
from opensmp.standard import standard

HERE = Path(__file__).parent
REFERENCE = HERE / "reference"


def main() -> None:
    """Compare or write every generated page."""
    check = "--check" in sys.argv
    pages = dict(generated())
    stale = sorted(str(path.relative_to(HERE.parent)) for path, text in pages.items() if _held(path) != text)
    unknown = sorted(set((REFERENCE / "schemas").glob("*.json")) - set(pages))
    if check:
        problems = [
            *(f"{name} is not what the code says" for name in stale),
            *(f"{path} is left over" for path in unknown),
        ]
        problems += [] if _words_current() else ["the catalogue of sentences is out of date: run `make words`"]
        sys.exit("\n".join([*problems, "Run: python docs/generate.py"]) if problems else 0)
    for path, text in pages.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    print(f"{len(pages)} pages, {len(stale)} changed")


def generated() -> Iterator[tuple[Path, str]]:
    """Yield every generated page with its text."""
    yield REFERENCE / "rules.md", rules_page("en")
    yield REFERENCE / "rules.id.md", rules_page("id")
    yield REFERENCE / "commands.md", commands_page()
    yield REFERENCE / "checklist.md", checklist_page()
    for name, schema in schemas().items():
        yield REFERENCE / "schemas" / f"{name}.json", json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


TITLES = {
    "en": ("The rules", "Why", "Fix", "Fails", "Passes", "clause", "blocks approval", "advice"),
    "id": ("Aturan", "Mengapa", "Perbaikan", "Gagal", "Lolos", "klausul", "menghalangi persetujuan", "saran"),
}


def rules_page(language: str) -> str:
    """All rules by group, as a reader looks them up."""
    title, *_labels = TITLES[language]
    lines = [f"# {title}", "", f"{len(all_rules())}. ISO/IEC 20000-1:2018 (incl. Amd 1:2024).", ""]
    for group in sorted({rule.group for rule in all_rules()}):
        lines += [f"## {group.capitalize()}", ""]
        for rule in all_rules():
            if rule.group == group:
                lines += rule_lines(rule, language)
    return "\n".join(lines)


def rule_lines(rule: Rule, language: str) -> list[str]:
    """One rule: title, identity, why, fix, examples."""
    _title, why, fix, fails, passes, clause, blocks, advice = TITLES[language]
    severity = blocks if rule.severity is Severity.BLOCKS else advice
    about = [
        f"`{rule.name}`",
        f"{clause} {rule.clause}",
        severity,
        ", ".join(rule.profiles),
        ", ".join(rule.requirements),
    ]
    return [
        f"### {rule.id} {rule.title.text(language)}",
        "",
        " · ".join(filter(None, about)),
        "",
        f"**{why}.** {rule.why.text(language)}",
        "",
        f"**{fix}.** {rule.fix.text(language)}",
        "",
        *(f"- {fails if each.fails else passes}: {' '.join(each.shows.split())}" for each in rule.examples),
        "",
    ]


def commands_page() -> str:
    """The help of every command, as the terminal prints it."""
    context = click.Context(opensmp, info_name="opensmp", max_content_width=100, terminal_width=100)
    lines = ["# The commands", "", "```text", opensmp.get_help(context), "```", ""]
    for name in opensmp.list_commands(context):
        command = opensmp.get_command(context, name)
        if command is None:
            continue
        inner = click.Context(command, info_name=name, parent=context, max_content_width=100, terminal_width=100)
        lines += [f"## opensmp {name}", "", "```text", command.get_help(inner), "```", ""]
    return "\n".join(lines)


def checklist_page() -> str:
    """Each row of the content checklist and each item of clause 6.3, with the rules that decide it."""
    lines = [
        "# What decides the two counts",
        "",
        "## The content checklist",
        "",
        "| row | requirement | clauses | failure mode | rules |",
        "|---|---|---|---|---|",
    ]
    for row in standard().checklist.values():
        for failure in row.failures:
            rules = ", ".join(rule.id for rule in all_rules() if failure.key in rule.detects)
            lines.append(
                f"| {row.title.text('en')} | {row.requirement} | {', '.join(row.clauses)} | {failure.title.text('en')} | {rules} |"
            )
    lines += ["", "## Clause 6.3 a–h", "", "| item | what | rules |", "|---|---|---|"]
    for item in standard().planning_items.values():
        rules = ", ".join(rule.id for rule in all_rules() if item.letter in rule.items)
        lines.append(f"| {item.letter}) | {item.title.text('en')} | {rules} |")
    return "\n".join([*lines, ""])


def _held(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _words_current() -> bool:
    return subprocess.run([sys.executable, str(HERE / "words.py"), "--check"], check=False).returncode == 0


if __name__ == "__main__":
    main()
