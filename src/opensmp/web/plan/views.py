"""Reading the plan: the draft with its margin, a sealed version, comments, and where one stopped."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse

from opensmp.actions.commenting import comment as add_comment
from opensmp.actions.commenting import settle
from opensmp.actions.placing import stop_reading_at
from opensmp.i18n import Refused, _
from opensmp.web.desk import Desk, page
from opensmp.web.plan.article import article_of, sealed_dossier, text_language, version_of
from opensmp.web.plan.margin import threads_of
from opensmp.web.plan.places import read_address
from opensmp.web.plan.reading import language_choices, margin_choices, margins_of, page_of, version_state


@page("read")
def read(desk: Desk) -> HttpResponse:
    """The draft with its margin; whoever may not see drafts reads the version in force."""
    if not desk.may("read_draft"):
        return _in_force(desk)
    language, shown = text_language(desk, desk.dossier), margins_of(desk)
    article = article_of(desk, language, shown)
    draft = _("Draft {version}, revision {n}", version=article.outline.version, n=desk.organisation.head)
    return desk.show(
        "plan/read.html",
        **page_of(
            desk, desk.dossier, article, state=("live", desk.say(draft)), heading=desk.say(_("The plan")),
            margins=margin_choices(desk, shown), languages=language_choices(desk, desk.dossier, language, "read"),
        ),
    )  # fmt: skip


def _in_force(desk: Desk) -> HttpResponse:
    current = desk.dossier.in_force
    if current is None or current.number not in desk.dossier.sealed:
        return desk.show("plan/none_in_force.html")
    return _sealed(desk, current.number, "read", {})


@page("read")
def version(desk: Desk, number: str) -> HttpResponse:
    """A sealed version, as it was approved."""
    if number not in desk.dossier.sealed:
        raise Http404
    return _sealed(desk, number, "version", {"number": number})


def _sealed(desk: Desk, number: str, name: str, parts: Mapping[str, str]) -> HttpResponse:
    dossier = sealed_dossier(desk, number)
    language = text_language(desk, dossier)
    article = version_of(desk, dossier, number, language)
    return desk.show(
        "plan/read.html",
        **page_of(
            desk, dossier, article, state=version_state(desk, dossier, number),
            heading=desk.say(_("Version {number}", number=number)), languages=language_choices(desk, dossier, language, name, **parts),
        ),
    )  # fmt: skip


@page("read")
def place(desk: Desk) -> HttpResponse:
    """Remember where the reader stopped; a page's script needs no answer."""
    if desk.request.method != "POST":
        return desk.go("read")
    section = desk.request.POST.get("section", "")
    stop_reading_at(desk.actor, desk.plan, section)
    if desk.request.headers.get("X-Requested-With"):
        return HttpResponse(status=204)
    return desk.go("read", anchor=read_address(desk, f"plan/{section}").rpartition("#")[2])


@page("comment")
def comment(desk: Desk) -> HttpResponse:
    """The thread at one passage: read, answer, settle."""
    where = desk.request.POST.get("where") or desk.request.GET.get("where", "")
    text, error = desk.request.POST.get("text", ""), ""
    if desk.request.method == "POST":
        try:
            if "settle" in desk.request.POST:
                settle(desk.actor, desk.plan, where)
                messages.success(desk.request, desk.say(_("The comments at this passage are settled.")))
            else:
                add_comment(desk.actor, desk.plan, where, text)
                messages.success(desk.request, desk.say(_("Your comment stands in the margin.")))
            return desk.go(
                "read", margin="findings,evidence,comments", anchor=read_address(desk, where).rpartition("#")[2] or None
            )
        except Refused as refused:
            error = desk.say(refused.says)
    threads = {thread.where: thread for thread in threads_of(desk, settled=True)}
    return desk.show(
        "plan/comment.html", status=422 if error else 200, where=where, thread=threads.get(where), text=text, error=error,
        back=read_address(desk, where),
    )  # fmt: skip
