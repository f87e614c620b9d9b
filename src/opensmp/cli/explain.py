"""``opensmp explain``: the page of one rule."""

from __future__ import annotations

import difflib

import click

from opensmp.checking import Rule, Severity
from opensmp.cli.speaking import language_option
from opensmp.i18n import Message, Unreadable, _
from opensmp.rules import all_rules


@click.command("explain")
@click.argument("rule")
@language_option
def explain_command(rule: str, language: str) -> None:
    """Explain RULE (such as OBJ-02, or its name): what it asks, why, how to mend it, and examples."""
    click.echo(page(_found(rule), language))


def page(rule: Rule, language: str) -> str:
    """Return the rule's page as text: title, identity, why, fix, and what fails and passes."""

    def say(message: Message) -> str:
        return message.text(language)

    severity = _("blocks approval") if rule.severity is Severity.BLOCKS else _("advice")
    lines = [
        f"{rule.id}  {say(rule.title)}",
        f"{rule.name} · {say(_('clause {number}', number=rule.clause))} · {say(severity)} · {', '.join(rule.profiles)}",
        "",
        f"{say(_('Why'))}: {say(rule.why)}",
        "",
        f"{say(_('Fix'))}: {say(rule.fix)}",
        "",
        *(f"{say(_('Fails')) if each.fails else say(_('Passes'))}: {each.shows}" for each in rule.examples),
    ]
    if rule.requirements:
        lines += ["", f"{say(_('Requirements'))}: {', '.join(rule.requirements)}"]
    return "\n".join(lines)


def _found(wanted: str) -> Rule:
    rules = {name: rule for rule in all_rules() for name in (rule.id, rule.name)}
    name = wanted.upper() if wanted.upper() in rules else wanted.lower().replace("_", "-")
    if name in rules:
        return rules[name]
    near = difflib.get_close_matches(wanted.upper(), rules, 3) or difflib.get_close_matches(wanted.lower(), rules, 3)
    hint = _("Did you mean {names}?", names=tuple(near)) if near else _("`opensmp rules` lists them all.")
    raise Unreadable(_("There is no rule “{name}”.", name=wanted), hint)
