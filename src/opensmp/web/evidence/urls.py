"""Addresses of this slice."""

from django.urls import path

from opensmp.web.desk import AREAS
from opensmp.web.evidence import behind, deviation, intake, sampling, views

AREAS.update(
    dict.fromkeys(
        ("evidence", "evidence_records", "evidence_records_file", "evidence_record", "deviation", "sample", "sample_papers"), "assurance"
    )
)  # fmt: skip
AREAS.update(dict.fromkeys(("records", "records_import", "records_progress", "records_measure"), ""))

BASE = "o/<slug:organisation>/p/<slug:plan>/"
ONE = BASE + "evidence/<str:commitment>/"

urlpatterns = [
    path(BASE + "evidence/", views.evidence, name="evidence"),
    path(ONE + "deviation/", deviation.deviation, name="deviation"),
    path(ONE + "records/", behind.records, name="evidence_records"),
    path(ONE + "records.csv", behind.records_file, name="evidence_records_file"),
    path(ONE + "records/<path:key>/", behind.record, name="evidence_record"),
    path(ONE + "sample/", sampling.sample, name="sample"),
    path(ONE + "sample/papers/<slug:form>/", sampling.papers, name="sample_papers"),
    path(BASE + "settings/records/", intake.records, name="records"),
    path(BASE + "settings/records/measure/", intake.measure, name="records_measure"),
    path(BASE + "settings/records/<int:number>/", intake.one, name="records_import"),
    path(BASE + "settings/records/<int:number>/progress/", intake.progress, name="records_progress"),
]
