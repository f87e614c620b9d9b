"""What Django is told about this layer."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The one application with tables of our own."""

    name = "opensmp.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
