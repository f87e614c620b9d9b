"""The plan as Word: take it out, bring it home, and choose what of the changes is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.http import Http404, HttpResponse

from opensmp.actions.brought import BroughtFile
from opensmp.actions.editing import Conflict
from opensmp.actions.returning import TARGET, hold, receive, take, take_back
from opensmp.exchange.errors import Unreadable as UnreadablePlan
from opensmp.i18n import Refusal, Refused, Unreadable, _, n_
from opensmp.store.files import plain_name
from opensmp.store.models import Import
from opensmp.web.desk import Desk, page
from opensmp.web.returning.chosen import Item, Untaken, changes_of, digests_of, items_of
from opensmp.web.returning.documents import ENDING, Returned, read_back, written
from opensmp.web.returning.shown import groups_of, lead_of, seen_in
from opensmp.web.saving import problems_in_words
from opensmp.web.settings.activity import attached
from opensmp.web.telling import tell

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST_LISTED = 5
_LANGUAGES = {"en": "English", "id": "Bahasa Indonesia"}


@page("export", post="edit_register")
def word(desk: Desk) -> HttpResponse:
    """Offer the plan as a Word document; POST brings one back, and refuses by name what cannot be read or is not of this plan."""
    problem, status = "", 200
    if desk.request.method == "POST":
        brought = desk.request.FILES.get("document")
        try:
            if brought is None:
                raise Unreadable(_("Choose a file."))
            file = hold(desk.actor, brought.name or f"plan{ENDING}", brought.chunks())
            read_back(desk, file)
            return desk.go("returned", number=receive(desk.actor, desk.plan, file).pk)
        except (Unreadable, Refused) as trouble:
            problem, status = (
                _named(desk, trouble, plain_name(brought.name or "", "plan") if brought else ""),
                trouble.status,
            )
    rows = Import.objects.of(desk.organisation).filter(target=TARGET, options__plan=desk.plan.pk)
    return desk.show(
        "returning/word.html", status=status, problem=problem, ending=ENDING,
        languages=[(key, _LANGUAGES[key]) for key in desk.dossier.languages],
        earlier=list(rows.select_related("upload", "upload__by").order_by("-pk")[:_MOST_LISTED]),
    )  # fmt: skip


def _named(desk: Desk, trouble: Refusal, file: str) -> str:
    """Return why a file is refused, with its name."""
    says = trouble.text(desk.language)
    return says if file in says else desk.say(_("{file}: {problem}", file=file, problem=says))


@page("export")
def word_file(desk: Desk) -> HttpResponse:
    """Give the draft as a Word document that can come back."""
    known = desk.dossier.languages
    asked = desk.request.GET.get("language", "")
    language = asked if asked in known else known[0]
    name = (
        f"{desk.organisation.slug}-{desk.plan.slug}-{desk.dossier.plan.identity.version or 'draft'}-{language}{ENDING}"
    )
    return attached(written(desk, language), name, _KIND)


class _Open(NamedTuple):
    """A document on the page: its row, what it says, its changes; what was ticked, and what is wrong with that."""

    row: Import
    found: Returned
    items: tuple[Item, ...]
    ticked: frozenset[str] | None = None
    problems: tuple[tuple[str, str], ...] = ()
    status: int = 200


@page("edit_register")
def returned(desk: Desk, number: int) -> HttpResponse:
    """Show what a document changes, by section; POST takes what was ticked, as one change, or takes the last one back."""
    rows = Import.objects.of(desk.organisation).filter(pk=number, target=TARGET, options__plan=desk.plan.pk)
    row = rows.select_related("upload", "upload__by").first()
    if row is None:
        raise Http404
    if desk.request.method == "POST" and desk.request.POST.get("do") == "back":
        return _take_back(desk, row)
    try:
        found = read_back(desk, BroughtFile(row.upload.name, row.upload.sha256, row.upload.size))
    except Unreadable as trouble:
        tell(desk, "error", trouble.says)
        return desk.go("word")
    held = _Open(row, found, items_of(desk, found))
    return _taken(desk, held) if desk.request.method == "POST" else _page(desk, held)


def _page(desk: Desk, held: _Open) -> HttpResponse:
    items = held.items
    digests = digests_of(desk, items)
    faults = {key.removeprefix("take-"): words for key, words in held.problems}
    left = [item for item in items if not item.is_so]
    return desk.show(
        "returning/returned.html", status=held.status, row=held.row, problems=held.problems, comments=held.found.comments,
        groups=groups_of(desk, items, digests, held.ticked, faults), lead=lead_of(left, held.row.upload.name),
        open=sum(item.is_open for item in left), left=left, so=len(items) - len(left), unsaid=held.found.origin is None,
        moved=any(item.now for item in left), text_language=held.found.language,
        events=held.row.result.get("events", ()),
    )  # fmt: skip


def _taken(desk: Desk, held: _Open) -> HttpResponse:
    posted = desk.request.POST
    ticked = frozenset(posted.getlist("take"))
    chosen = [item for item in held.items if item.key in ticked and item.is_open]
    held = held._replace(ticked=ticked)
    gone = ticked - {item.key for item in chosen}
    if gone:
        says = _("The plan was changed meanwhile. Nothing was taken: look at the list again.")
        return _page(desk, held._replace(status=409, problems=(("", desk.say(says)),)))
    if not chosen:
        return _page(desk, held._replace(status=422, problems=(("", desk.say(_("Tick what you want to take."))),)))
    return _store(desk, held, chosen)


def _store(desk: Desk, held: _Open, chosen: Sequence[Item]) -> HttpResponse:
    """Store what was chosen, or show the page again with everything ticked as it was."""
    try:
        changes = changes_of(desk, held.found, chosen, seen_in(chosen, desk.request.POST.dict()))
        take(desk.actor, desk.plan, held.row, changes, _authors(chosen))
    except Untaken as trouble:
        return _page(
            desk,
            held._replace(status=422, problems=tuple((f"take-{key}", desk.say(why)) for key, why in trouble.reasons)),
        )
    except Conflict:
        return _again(desk, held)
    except UnreadablePlan as trouble:
        return _page(desk, held._replace(status=422, problems=tuple(problems_in_words(desk, trouble))))
    except Refused as trouble:
        return _page(desk, held._replace(status=trouble.status, problems=(("", trouble.text(desk.language)),)))
    tell(
        desk,
        "success",
        n_(
            "{n} change of the document stands in the draft.",
            "{n} changes of the document stand in the draft.",
            len(chosen),
        ),
    )
    return desk.go("returned", number=held.row.pk)


def _authors(chosen: Sequence[Item]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.proposal.author for item in chosen if item.proposal.author))


def _again(desk: Desk, held: _Open) -> HttpResponse:
    """Weigh the document against what stands now: somebody saved first, and nothing was stored."""
    desk.organisation.refresh_from_db()
    found = read_back(desk, BroughtFile(held.row.upload.name, held.row.upload.sha256, held.row.upload.size))
    says = _(
        "Somebody else changed the same text meanwhile. Nothing was taken. Both texts stand below; your ticks are kept."
    )
    items = items_of(desk, found)
    return _page(desk, held._replace(found=found, items=items, status=409, problems=(("", desk.say(says)),)))


def _take_back(desk: Desk, row: Import) -> HttpResponse:
    try:
        take_back(desk.actor, desk.plan, row)
    except UnreadablePlan as trouble:
        tell(desk, "error", trouble.problems[0].says)
    except Refused as trouble:
        tell(desk, "error", trouble.says)
    else:
        tell(desk, "success", _("What was taken from {name} stands as it stood before.", name=row.upload.name))
    return desk.go("returned", number=row.pk)
