"""Views of the registers: services, customers, suppliers, documents, and the rows of their tables."""

from __future__ import annotations

from django.http import HttpResponse

from opensmp.i18n import Message, _
from opensmp.web.desk import Desk, page
from opensmp.web.registers.customers import Customers
from opensmp.web.registers.documents import Documents
from opensmp.web.registers.services import Services
from opensmp.web.registers.suppliers import Suppliers
from opensmp.web.rows.kinds import KINDS
from opensmp.web.rows.listing import Choice, kept_rows, listing
from opensmp.web.rows.pages import add_row, change_row, form_address, kind_of, remove_row, show_row
from opensmp.web.rows.whereto import address_of
from opensmp.web.seen import seen_dossier


def _say(desk: Desk, *words: tuple[str, Message]) -> list[tuple[str, str]]:
    return [(key, word.text(desk.language)) for key, word in words]


@page("read")
def services(desk: Desk) -> HttpResponse:
    """The services with their agreements, and where plan and register differ."""
    dossier = seen_dossier(desk)
    made = Services(desk, dossier)
    agreements = desk.request.GET.get("list") == "slas"
    rows = kept_rows(desk, "slas", made.slas) if agreements else kept_rows(desk, "services", made.services)
    tiers = sorted({row.criticality for row in dossier.registers.services if row.criticality})
    choices = () if agreements else (
        Choice("tier", desk.say(_("Tier")), desk.say(_("Any tier")), tuple((str(each), desk.say(_("Tier {n}", n=each))) for each in tiers)),
        Choice("supplier", desk.say(_("Supplier")), desk.say(_("Any supplier")),
               tuple((row.id, row.name) for row in dossier.registers.suppliers)),
    )  # fmt: skip
    views = [("", _("All")), ("attention", _("Needs attention"))] + (
        [] if agreements else [("new", _("New")), ("outside", _("Outside the scope"))]
    )
    orders = [("name", _("By name")), ("id", _("By id")), ("state", _("What needs attention first"))]
    shown = listing(desk, rows, views=_say(desk, *views), choices=choices, orders=_say(desk, *orders), keep=("list",))
    return desk.show(
        "registers/services.html", list=shown, sentence=made.sentence(), differences=made.differences(), agreements=agreements,
        add=form_address(desk, KINDS["slas" if agreements else "services"], "new"), where=lambda place: address_of(desk, place),
    )  # fmt: skip


@page("read")
def customers(desk: Desk) -> HttpResponse:
    """The customers with their agreements, and every contradiction between what different papers promise them."""
    made = Customers(desk, seen_dossier(desk))
    views = _say(
        desk, ("", _("All")), ("internal", _("Inside")), ("external", _("Outside")), ("attention", _("Needs attention"))
    )
    orders = _say(desk, ("name", _("By name")), ("id", _("By id")), ("state", _("What needs attention first")))
    return desk.show(
        "registers/customers.html", list=listing(desk, made.customers(), views=views, orders=orders), contracts=made.contracts(),
        answer=made.answer(), stats=made.stats(), contradictions=made.contradictions(), add=form_address(desk, KINDS["customers"], "new"),
        add_contract=form_address(desk, KINDS["customer-contracts"], "new"), where=lambda place: address_of(desk, place),
    )  # fmt: skip


@page("read")
def suppliers(desk: Desk) -> HttpResponse:
    """The suppliers, what they support, and how long their contracts last."""
    made = Suppliers(desk, seen_dossier(desk))
    views = _say(desk, ("", _("All")), ("key", _("Support services in scope")), ("attention", _("Needs attention")))
    orders = _say(
        desk, ("name", _("By name")), ("end", _("Contract that ends first")), ("state", _("What needs attention first"))
    )
    return desk.show(
        "registers/suppliers.html", list=listing(desk, made.suppliers(), views=views, orders=orders), contracts=made.contracts(),
        sentence=made.sentence(), add=form_address(desk, KINDS["suppliers"], "new"),
        add_contract=form_address(desk, KINDS["supplier-contracts"], "new"),
    )  # fmt: skip


@page("read")
def documents(desk: Desk) -> HttpResponse:
    """Every document around the plan, and whether it agrees with it: as a map, or as a list."""
    made = Documents(desk, seen_dossier(desk))
    as_list = desk.request.GET.get("as") == "list" or "q" in desk.request.GET
    views = _say(desk, ("", _("All")), ("attention", _("Needs attention")))
    orders = _say(
        desk,
        ("name", _("By title")),
        ("id", _("By id")),
        ("review", _("Review that comes first")),
        ("state", _("What needs attention first")),
    )
    return desk.show(
        "registers/documents.html", as_list=as_list, map=made.map() if not as_list else (), sentence=made.sentence(),
        list=listing(desk, made.documents(), views=views, orders=orders, keep=("as",)) if as_list else None,
        disagreements=made.disagreements(),
        add=form_address(desk, KINDS["documents"], "new"), standing=made.standing(), where=lambda place: address_of(desk, place),
    )  # fmt: skip


@page("read")
def register_row(desk: Desk, kind: str, key: str) -> HttpResponse:
    """A row of a register."""
    return show_row(desk, kind_of(kind, "register"), key)


@page("edit_register")
def register_new(desk: Desk, kind: str) -> HttpResponse:
    """A new row of a register."""
    return add_row(
        desk,
        kind_of(kind, "register"),
        begin={name: desk.request.GET[name] for name in ("supplier", "customer") if name in desk.request.GET},
    )


@page("edit_register")
def register_edit(desk: Desk, kind: str, key: str) -> HttpResponse:
    """The form of a row of a register."""
    return change_row(desk, kind_of(kind, "register"), key)


@page("edit_register")
def register_remove(desk: Desk, kind: str, key: str) -> HttpResponse:
    """Taking a row out of a register."""
    return remove_row(desk, kind_of(kind, "register"), key)
