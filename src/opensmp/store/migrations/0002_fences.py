"""Raise the fences: insert-only tables, rows that stay in their organisation, references that do."""

from typing import Any

from django.db import migrations

from opensmp.store.fences import statements


def raise_fences(apps: Any, editor: Any) -> None:
    """Run the SQL of the database in use."""
    del apps
    for statement in statements(editor.connection.vendor):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Triggers are SQL; Django does not know them."""

    dependencies = [("store", "0001_initial")]  # noqa: RUF012  # as Django has it
    operations = [migrations.RunPython(raise_fences, migrations.RunPython.noop)]  # noqa: RUF012
