"""Write the reference that is generated from the code: rules, commands, JSON Schemas, the catalogue of sentences.

`make docs` runs it with --check: it fails when a page in the tree is not what the code says. Without --check it writes.
"""

from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal, get_args, get_origin

import click

os.environ["OPENSMP_LANGUAGE"] = "en"

from opensmp.checking import Rule, Severity
from opensmp.cli.program import opensmp
from opensmp.evidence.metrics import expressions
from opensmp.exchange.layout import VERDICTS, parts
from opensmp.exchange.schemas import schemas
from opensmp.measures.catalogue import CATALOGUE, COMMON, DUTY_KINDS, SPECIAL, default
from opensmp.measures.metric import Metric
from opensmp.measures.records import TABLES
from opensmp.plan.prose import Prose
from opensmp.plan.references import Refers
from opensmp.plan.value import field_types, has_default, is_live, unwrapped
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
    yield REFERENCE / "folder.md", folder_page()
    yield REFERENCE / "metrics.md", metrics_page("en")
    yield REFERENCE / "metrics.id.md", metrics_page("id")
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


FOLDER = """# The plan's folder

One folder holds one plan with its registers. Files are YAML 1.2 (no anchors, no tags; at most 32 MB each); a key that is not listed here is refused with the nearest one that is.
A field *text* is a string in the plan's prevailing language, or `{en: …, id: …}`; Markdown and references such as `[[document:SM-IM-001]]` are understood.
A field *id of …* names a row elsewhere. Fields marked `live` belong to daily life and never change the plan's digest. `*` must be given.
Beside these files: `measurements/*.yaml` (verdicts), `versions/<number>.json` (sealed versions), `packs/*.json` (an organisation's own data packs).
"""


def folder_page() -> str:
    """Every file of the folder with its fields, from the values themselves."""
    lines, shown = [FOLDER], set[type]()
    for part in (*parts(), VERDICTS):
        lines += [f"## `{part.file}`", ""]
        waiting = value_types(part.type)
        while waiting:
            held = waiting.pop(0)
            if held in shown:
                lines += [f"Rows as in *{held.__name__}* above.", ""]
                continue
            shown.add(held)
            lines += field_lines(held)
            waiting += [each for each in nested(held) if each not in waiting and each not in shown]
    return "\n".join(lines)


def value_types(declared: object) -> list[type]:
    """The values inside a declared type: of ``tuple[Service, ...]`` the service."""
    inner, _notes = unwrapped(declared)
    if isinstance(inner, type) and hasattr(inner, "__dataclass_fields__") and inner is not Prose:
        return [inner]
    return [each for argument in get_args(inner) for each in value_types(argument)]


def nested(held: type) -> list[type]:
    """The values that the fields of a value hold."""
    return [each for declared in field_types(held).values() for each in value_types(declared)]


def field_lines(held: type) -> list[str]:
    """One value: what it is, and a row for each field."""
    rows = [
        f"| `{each.name}`{'' if has_default(each) else ' *'} | {said(field_types(held)[each.name])}{' · live' if is_live(each) else ''} |"
        for each in fields(held)
    ]
    about = " ".join((inspect.getdoc(held) or "").split())
    return [f"### {held.__name__}", "", about, "", "| field | holds |", "|---|---|", *rows, ""]


def said(declared: object) -> str:
    """A type in a reader's words."""
    inner, notes = unwrapped(declared)
    refers = next((note for note in notes if isinstance(note, Refers)), None)
    if refers:
        return f"id of {' or '.join(refers.kinds)}"
    if get_origin(inner) is Literal:
        return ", ".join(f"`{word}`" for word in get_args(inner))
    arguments = [each for each in get_args(inner) if each not in (type(None), Ellipsis)]
    if get_origin(inner) is tuple:
        return f"list of {said(arguments[0])}"
    if get_origin(inner) is Mapping:
        return f"mapping from {said(arguments[0])} to {said(arguments[1])}"
    if arguments:
        return " or ".join(said(each) for each in arguments)
    return WORDS.get(inner, f"*{getattr(inner, '__name__', inner)}*")


WORDS = {
    Prose: "text",
    str: "string",
    int: "whole number",
    Decimal: "number",
    date: "day (`2027-06-30`)",
    bool: "`true` or `false`",
}


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


METRICS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "The metrics",
        "about": "ISO/IEC 20000-1 sets no numbers and names no metrics. What stands under *Suggestion* is experience, to be edited, and "
        "never a requirement. A record counts in the window of the day named under *Dated by*; a limit that is reached exactly is "
        "kept; a denominator of zero is *no population*. A metric of your own begins with `own.`, and you measure it yourselves.",
        "common": "Parameters that every metric knows", "fields": "Any field of the records narrows the population: `priority: \"1\"`, `type: emergency`.",
        "question": "Question", "formula": "Formula", "suggestion": "Suggestion", "parameters": "Parameters", "source": "Definition after",
        "dated": "dated by {field}", "standing": "as it stands when the window ends", "business": "business hours of the calendar",
        "round the clock": "round the clock", "counted": "counted", "paused": "without pauses", "trusted": "taken from the tool",
        "higher": "more is better", "lower": "less is better", "share": "{numerator} ÷ {denominator}", "ratio": "{numerator} ÷ {denominator}",
        "statistic": "{statistic} of {numerator}, over {denominator}", "count": "the number of {numerator}", "kind": "kind “{kind}”",
        "improvement": "Improvement", "documents": "Documented information", "audit": "Internal audit", "sources": "Sources",
    },
    "id": {
        "title": "Metrik",
        "about": "ISO/IEC 20000-1 tidak menetapkan angka dan tidak menyebut metrik. Isi *Saran* adalah pengalaman yang boleh diubah, bukan "
        "persyaratan. Suatu rekaman masuk ke periode pengukuran menurut hari pada *bertanggal*; batas yang tercapai tepat berarti ditepati; "
        "penyebut nol berarti *tanpa populasi*. Metrik Anda sendiri berawalan `own.` dan Anda ukur sendiri.",
        "common": "Parameter yang dikenal setiap metrik", "fields": "Setiap isian rekaman mempersempit populasi: `priority: \"1\"`, `type: emergency`.",
        "question": "Pertanyaan", "formula": "Rumus", "suggestion": "Saran", "parameters": "Parameter", "source": "Definisi menurut",
        "dated": "bertanggal {field}", "standing": "keadaan pada akhir periode pengukuran", "business": "jam kerja menurut kalender",
        "round the clock": "sepanjang waktu", "counted": "dihitung", "paused": "tanpa jeda", "trusted": "diambil dari alat",
        "higher": "makin banyak makin baik", "lower": "makin sedikit makin baik", "share": "{numerator} ÷ {denominator}", "ratio": "{numerator} ÷ {denominator}",
        "statistic": "{statistic} dari {numerator}, atas {denominator}", "count": "jumlah {numerator}", "kind": "jenis “{kind}”",
        "improvement": "Perbaikan", "documents": "Informasi terdokumentasi", "audit": "Audit internal", "sources": "Sumber",
    },
}  # fmt: skip

SOURCES = {
    "SN": "ServiceNow product documentation, problem management",
    "SN-A": "ServiceNow product documentation, availability results of services",
    "SN-B": "ServiceNow product documentation, benchmark indicators",
    "SN-C": "ServiceNow product documentation, change management dashboard",
    "SN-CM": "ServiceNow product documentation, CMDB health metrics",
    "SN-I": "ServiceNow product documentation, incident SLA dashboard",
    "SN-S": "ServiceNow product documentation, change score",
    "DORA": "The metrics of software delivery of the DORA research programme",
    "CISA BOD 19-02": "CISA Binding Operational Directive 19-02, as a public example of a limit",
}


def metrics_page(language: str) -> str:
    """The metric catalogue by practice: question, formula, what dates a record, basis, suggestion, source."""
    words = METRICS[language]
    lines = [f"# {words['title']}", "", f"{len(CATALOGUE)}. {words['about']}", "", f"## {words['common']}", ""]
    lines += [f"- `{each.name}`: {each.meaning.text(language)}" for each in COMMON.values()]
    lines += ["", words["fields"], ""]
    for practice in dict.fromkeys(metric.practice for metric in CATALOGUE.values()):
        known = standard().practices.get(practice)
        lines += [f"## {known.title.text(language) if known else words[practice]}", ""]
        for metric in CATALOGUE.values():
            if metric.practice == practice:
                lines += metric_lines(metric, language)
    lines += [f"## {words['sources']}", "", *(f"- {code}: {text}" for code, text in SOURCES.items()), ""]
    return "\n".join(lines)


def metric_lines(metric: Metric, language: str) -> list[str]:
    """One metric: what it is called, how it is counted, and the question it answers."""
    words = METRICS[language]
    parts = {name: getattr(metric, name).text(language) for name in ("numerator", "denominator")}
    formula = words[metric.form].format(**parts, statistic=default(metric.id, "statistic"))
    shown = [
        (words["question"], expressions()[metric.id].question if language == "en" else ""),
        (words["formula"], formula),
        (words["suggestion"], metric.suggestion.text(language) if metric.suggestion else ""),
        (words["parameters"], "; ".join(parameter_lines(metric, language))),
        (words["source"], metric.source),
    ]
    return [
        f"### {metric.title.text(language)}",
        "",
        " · ".join(metric_facts(metric, language)),
        "",
        *(line for label, text in shown if text for line in (f"**{label}.** {text}", "")),
    ]


def metric_facts(metric: Metric, language: str) -> list[str]:
    """What stands under a metric's name: id, records, date, basis, unit."""
    words, table = METRICS[language], TABLES[metric.table]
    field = table.by_name[metric.dated].title.text(language) if metric.dated else ""
    kind = DUTY_KINDS.get(metric.id)
    return [
        f"`{metric.id}`",
        table.title.text(language),
        *([words["kind"].format(kind=kind)] if kind else []),
        words["dated"].format(field=f"*{field}*") if field else words["standing"],
        words[metric.basis] + (f", {words['paused']}" if metric.paused else ""),
        metric.unit,
        words[metric.better],
        *([words["trusted"]] if metric.trusted else []),
    ]


def parameter_lines(metric: Metric, language: str) -> list[str]:
    """The parameters of a metric with what holds where a commitment sets nothing."""
    named = {name: SPECIAL.get(name) or COMMON[name] for name in metric.parameters}
    return [
        f"`{name}`"
        + (f" (`{default(metric.id, name)}`)" if default(metric.id, name) else "")
        + f" {each.meaning.text(language)}"
        for name, each in named.items()
    ]


def _held(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _words_current() -> bool:
    return subprocess.run([sys.executable, str(HERE / "words.py"), "--check"], check=False).returncode == 0


if __name__ == "__main__":
    main()
