"""``opensmp rules``: all rules in one list."""

from __future__ import annotations

import json

import click

from opensmp.checking import PROFILES, Rule, chosen
from opensmp.cli.speaking import language_option
from opensmp.rules import all_rules


@click.command("rules")
@click.option("--profile", type=click.Choice([*PROFILES, "all"]), default="all", show_default=True, help="Only these.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
def rules_command(profile: str, form: str, language: str) -> None:
    """List the rules: id, severity, clause and title."""
    rules = chosen(all_rules(), profile)
    if form == "json":
        click.echo(json.dumps([as_object(rule, language) for rule in rules], ensure_ascii=False, indent=2))
        return
    for rule in rules:
        click.echo(f"{rule.id:<8}{rule.severity!s:<8}{rule.clause:<9}{rule.title.text(language)}")


def as_object(rule: Rule, language: str) -> dict[str, object]:
    """Return what a program may want to know about a rule."""
    return {
        "id": rule.id,
        "name": rule.name,
        "group": rule.group,
        "severity": str(rule.severity),
        "clause": rule.clause,
        "profiles": list(rule.profiles),
        "requirements": list(rule.requirements),
        "detects": list(rule.detects),
        "items": list(rule.items),
        "title": rule.title.text(language),
        "why": rule.why.text(language),
        "fix": rule.fix.text(language),
    }
