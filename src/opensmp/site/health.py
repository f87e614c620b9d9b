"""Whether this server can serve: for whoever watches over it."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from opensmp.web.desk import open_page


@open_page
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 where the database answers, 503 where it does not; nothing else is told."""
    del request
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": "does not answer"}, status=503)
    return JsonResponse({"database": "answers"})
