"""What Django is told about this layer."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from opensmp.store.fences import raise_fences


class StoreConfig(AppConfig):
    """The one application with tables of our own."""

    name = "opensmp.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every ``migrate`` end with the fences standing."""
        post_migrate.connect(raise_fences, sender=self)
