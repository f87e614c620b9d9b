"""Prints what stands in a database, as JSON: run by the load tests in a process of its own."""

import json

import django

django.setup()

from opensmp.store.chain import broken_at  # noqa: E402  # models can be read once Django runs
from opensmp.store.models import Entry, Event, Organisation, Revision  # noqa: E402

(organisation,) = Organisation.objects.all()
events = [
    {**row, "organisation": organisation.slug} for row in Event.objects.of(organisation).order_by("number").values()
]
revisions = Revision.objects.of(organisation).order_by("pk")
print(
    json.dumps(
        {
            "entries": {f"{row.place}/{row.key}": row.body for row in Entry.objects.of(organisation)},
            "numbers": {f"{row.place}/{row.key}": row.revision for row in Entry.objects.of(organisation)},
            "revisions": [[f"{row.place}/{row.key}", row.number, row.body, row.event] for row in revisions],
            "events": len(events),
            "head": organisation.head,
            "broken_at": broken_at(events),
        }
    )
)
