"""What Django is told about this layer."""

from django.apps import AppConfig

from opensmp.site.checks import register_all


class SiteConfig(AppConfig):
    """Checks at start; no tables."""

    name = "opensmp.site"
    label = "opensmp_site"

    def ready(self) -> None:
        """Let Django run our checks."""
        register_all()
