"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.governance import approval, decision, timeline

AREAS.update(
    dict.fromkeys(("approval", "withdrawing", "decided", "decision", "decision_link", "timeline"), "governance")
)

BASE = "o/<slug:organisation>/p/<slug:plan>/"

urlpatterns = [
    path(BASE + "approval/", approval.approval, name="approval"),
    path(BASE + "approval/withdraw/", approval.withdrawing, name="withdrawing"),
    path(BASE + "approval/decided/<int:submission>/", approval.decided, name="decided"),
    path(BASE + "approval/decide/", decision.decision, name="decision"),
    path(BASE + "approval/decide/<str:secret>/", decision.decision_link, name="decision_link"),
    path(BASE + "timeline/", timeline.timeline, name="timeline"),
]
