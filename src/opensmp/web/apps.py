"""What Django is told about this layer."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages and static files; no tables."""

    name = "opensmp.web"
    label = "web"
