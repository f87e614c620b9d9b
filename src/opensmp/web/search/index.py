"""Everything of a plan that can be found by its words, for one role and one language; built once a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from opensmp.checking.finding import Severity
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.plan import SECTIONS
from opensmp.plan.prose import Prose
from opensmp.plan.references import chips
from opensmp.store.reading import Kept
from opensmp.web.desk import Desk
from opensmp.web.home.panels import anchor_of, finding_page
from opensmp.web.names import Names
from opensmp.web.rows.whereto import address_of, reference_address
from opensmp.web.seen import seen_dossier

PLAN, REGISTERS, FINDINGS, VERSIONS, PAGES = "plan", "registers", "findings", "versions", "pages"
GROUPS: dict[str, Message] = {
    PAGES: _("Jump to"), PLAN: _("In the plan"), REGISTERS: _("Registers"), FINDINGS: _("Findings"), VERSIONS: _("Versions"),
}  # fmt: skip
"""The parts of a result, in order."""


class Item(NamedTuple):
    """Something that can be found. ``words`` is what is searched, folded; ``text`` what is shown of it."""

    group: str
    title: str
    text: str
    sub: str
    href: str
    mark: str
    words: str
    kind: str = ""
    end: str = ""


class Hit(NamedTuple):
    """A found thing, with the piece of its text around what was sought: before, the words, after."""

    item: Item
    before: str
    found: str
    after: str


SHORT = 30
"""Letters from which on a text of the plan is found by itself; shorter ones are names of rows."""

_indexes: Kept[tuple[Item, ...]] = Kept(16)


def index_of(desk: Desk) -> tuple[Item, ...]:
    """Return everything this person may find."""
    rights = tuple(
        desk.may(verb)
        for verb in ("read_draft", "see_findings", "see_activity", "change_settings", "manage_members", "decide")
    )
    key = (
        desk.organisation.pk, desk.organisation.head, desk.organisation.head_hash, desk.plan.pk, desk.today, desk.language, rights
    )  # fmt: skip
    return _indexes.get(key, lambda: tuple(_all(desk)))


def _all(desk: Desk) -> Iterator[Item]:
    dossier = seen_dossier(desk)
    yield from _pages(desk)
    yield from _sections(desk, dossier)
    yield from _rows(desk, dossier)
    if desk.may("see_findings"):
        yield from _findings(desk)
    yield from _versions(desk)


_PAGES: tuple[tuple[str, Message, str, str], ...] = (
    ("home", _("Home"), "read_draft", "start standing"),
    ("read", _("Read the plan"), "read", "plan"),
    ("write", _("Write"), "edit_own_section", "edit"),
    ("raci", _("Roles (RACI)"), "read", "raci matrix responsible accountable"),
    ("objectives", _("Objectives"), "read", "sasaran target"),
    ("services", _("Services and SLAs"), "read", "sla catalogue portfolio layanan"),
    ("customers", _("Customers"), "read", "pelanggan contracts"),
    ("suppliers", _("Suppliers"), "read", "pemasok vendor contracts"),
    ("people", _("People and offices"), "read", "orang jabatan"),
    ("documents", _("Document map"), "read", "dokumen procedures policies"),
    ("readiness", _("Stage 1 readiness"), "see_findings", "findings clauses audit"),
    ("evidence", _("Stage 2 evidence"), "see_evidence", "records commitments sample audit"),
    ("timeline", _("Changes"), "read", "versions redline history compare"),
    ("approval", _("Approval"), "read_draft", "submit signature"),
    ("decision", _("Your decision"), "decide", "sign approve return refuse"),
    ("improvement", _("Improvement"), "read", "perbaikan"),
    ("settings", _("Settings"), "read_draft", "export languages identity"),
    ("registers", _("Registers in and out"), "export", "import spreadsheet csv xlsx"),
    ("members", _("Members and invitations"), "manage_members", "accounts roles invite"),
    ("activity", _("Activity log"), "see_activity", "events chain"),
    ("help", _("Help and keyboard shortcuts"), "read", "keys how to"),
)


def _pages(desk: Desk) -> Iterator[Item]:
    for name, title, verb, more in _PAGES:
        if desk.may(verb):
            said = desk.say(title)
            yield Item(PAGES, said, "", "", desk.url(name), "arrow-right", folded(said, name, title.template, more))


def _sections(desk: Desk, dossier: Dossier) -> Iterator[Item]:
    for number, key in enumerate(SECTIONS, 1):
        title = dossier.standard.sections[key].title.text(desk.language)
        said = desk.say(_("Section {number}", number=number))
        yield Item(
            PAGES,
            f"{number} {title}",
            "",
            said,
            desk.url("read", anchor=anchor_of(key)),
            "document",
            folded(title, key, said),
        )
    for text in dossier.texts:
        words = text.prose.text(desk.language)
        section = text.section
        if len(words) > SHORT and section in SECTIONS:
            title = dossier.standard.sections[section].title.text(desk.language)
            plain = _plain(words)
            yield Item(
                PLAN, f"{SECTIONS.index(section) + 1} {title}", plain, "", address_of(desk, "/".join(text.parts)), "document",
                folded(" ".join(each for _language, each in text.prose.each())),
            )  # fmt: skip


def _plain(words: str) -> str:
    """Return a text without Markdown's signs, its references as their ids."""
    for chip in reversed(tuple(chips(words))):
        words = f"{words[: chip.start]}{chip.id}{words[chip.end :]}"
    return " ".join(words.replace("*", "").replace("#", "").replace("`", "").split())


_TABLES: tuple[tuple[str, str, str, Message], ...] = (
    ("service", "registers.services", "commitment", _("Service")),
    ("sla", "registers.slas", "document", _("Service level agreement")),
    ("customer", "registers.customers", "person", _("Customer")),
    ("customer-contract", "registers.customer_contracts", "document", _("Customer contract")),
    ("supplier", "registers.suppliers", "package", _("Supplier")),
    ("supplier-contract", "registers.supplier_contracts", "document", _("Supplier contract")),
    ("document", "registers.documents", "document", _("Document")),
    ("person", "organisation.people", "person", _("Person")),
    ("office", "organisation.offices", "vacant", _("Office")),
    ("role", "plan.roles.roles", "person", _("Role")),
    ("objective", "plan.objectives.objectives", "chart", _("Objective")),
    ("commitment", "plan.commitments.commitments", "commitment", _("Commitment")),
    ("practice", "plan.practices.practices", "document", _("Practice")),
    ("improvement", "registers.improvements", "add", _("Improvement")),
    ("audit", "registers.audits", "calendar", _("Audit")),
    ("review", "registers.reviews", "calendar", _("Management review")),
)


def _rows(desk: Desk, dossier: Dossier) -> Iterator[Item]:
    names = Names(dossier, desk.language)
    for kind, way, mark, word in _TABLES:
        held: Any = dossier
        for step in way.split("."):
            held = getattr(held, step)
        for row in held:
            title = (
                names.of(kind, row.id) if kind not in ("improvement", "audit", "review") else _title(row, desk.language)
            )
            group = PLAN if way.startswith("plan.") else REGISTERS
            sub = desk.say(_("{kind} {id}", kind=word, id=row.id))
            yield Item(group, title, "", sub, _href(desk, kind, way, row.id), mark, folded(title, row.id, *_words(row)))


def _title(row: Any, language: str) -> str:
    held = getattr(row, "title", None)
    return held.text(language) if isinstance(held, Prose) and held else row.id


def _href(desk: Desk, kind: str, way: str, key: str) -> str:
    if kind == "commitment":
        return desk.url("evidence", commitment=key)
    if kind == "practice":
        return desk.url("read", anchor=key)
    if kind == "improvement":
        return desk.url("improvement", anchor=key)
    return reference_address(desk, kind, key) or address_of(desk, f"{way.replace('.', '/')}/{key}")


def _words(row: Any) -> Iterator[str]:
    """Yield the short texts of a row in every language; long ones are found in the plan itself."""
    for held in vars(row).values():
        if isinstance(held, Prose):
            yield from (words for _language, words in held.each())
        elif isinstance(held, str):
            yield held


def _findings(desk: Desk) -> Iterator[Item]:
    report = desk.report
    for found in report.findings:
        rule = report.rule_of(found)
        blocks = rule.severity is Severity.BLOCKS
        said, title = desk.say(found.says), desk.say(rule.title)
        yield Item(
            FINDINGS, said, "", f"{found.rule} · {title}", finding_page(desk, found),
            "stop" if blocks else "warn", folded(said, found.rule, title, str(found.where)), "stop" if blocks else "warn",
            desk.say(_("Blocks approval") if blocks else _("Advice")),
        )  # fmt: skip


def _versions(desk: Desk) -> Iterator[Item]:
    dossier = desk.dossier
    current = dossier.in_force
    for row in dossier.history.versions:
        if row.number not in dossier.sealed:
            continue
        said = desk.say(_("Version {version}", version=row.number))
        now = current is not None and current.number == row.number
        yield Item(
            VERSIONS, said, row.what.text(desk.language), "", desk.url("version", number=row.number), "history",
            folded(said, row.number, *(words for _language, words in row.what.each())), "ok" if now else "wait",
            desk.say(_("in force") if now else _("withdrawn")),
        )  # fmt: skip


def folded(*parts: str) -> str:
    """Return words as they are searched: small letters, one line."""
    return " ".join(" ".join(parts).casefold().split())


MOST = 40
_AROUND = 90


def search(items: Iterable[Item], query: str) -> list[Hit]:
    """Return what holds every word of a query, the best first: a title that begins with it, then titles, then texts."""
    words = folded(query).split()[:12]
    if not words:
        return []
    scored = [
        (_score(item, words, folded(query)), place, item)
        for place, item in enumerate(items)
        if all(word in item.words for word in words)
    ]
    return [_hit(item, words) for _rank, _place, item in sorted(scored, key=lambda row: row[:2])[: MOST * 4]]


def _score(item: Item, words: list[str], whole: str) -> int:
    title = item.title.casefold()
    if title.startswith(whole) or whole in item.sub.casefold().split():
        return 0
    if whole in title:
        return 1
    return 2 if any(word in title for word in words) else 3


def _hit(item: Item, words: list[str]) -> Hit:
    text, folded_text = item.text, item.text.casefold()
    at = next((folded_text.find(word) for word in words if word in folded_text), -1)
    if at < 0 or len(folded_text) != len(text):
        return Hit(item, text[: 2 * _AROUND], "", "")
    length = next(len(word) for word in words if folded_text.startswith(word, at))
    start = text.rfind(" ", 0, max(0, at - _AROUND)) + 1
    stop = text.find(" ", at + length + _AROUND)
    after = text[at + length :] if stop < 0 else f"{text[at + length : stop]} …"
    return Hit(item, f"{'… ' if start else ''}{text[start:at]}", text[at : at + length], after)
