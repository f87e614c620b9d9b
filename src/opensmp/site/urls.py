"""Every address of the product. Each slice brings its own."""

from django.urls import include, path

from opensmp.site import environment
from opensmp.site.health import health

urlpatterns = [
    path("healthz", health, name="health"),
    *([path("account/service/", include("allauth.socialaccount.providers.openid_connect.urls"))] if environment.oidc() else []),
    *(
        path("", include(f"opensmp.web.{slice}.urls"))
        for slice in (
            "account", "door", "evidence", "governance", "help", "home", "improvement", "members", "objectives", "plan", "readiness",
            "registers", "returning", "roles", "search", "settings",
        )
    ),
]  # fmt: skip

handler404 = "opensmp.site.middleware.not_found"
handler403 = "opensmp.site.middleware.forbidden"
handler500 = "opensmp.site.middleware.server_error"
