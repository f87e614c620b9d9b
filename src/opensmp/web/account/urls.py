"""Addresses of this slice: one's own account, signing in, and joining."""

from allauth.account import views as passwords
from allauth.mfa import urls as factors
from django.urls import include, path, re_path

from opensmp.web.account import signing, views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("language/", views.language, name="language"),
    path("theme/", views.theme, name="theme"),
    path("account/", views.account, name="account"),
    path("account/login/", signing.sign_in, name="account_login"),
    path("account/as/", signing.sign_in_as, name="sign_in_as"),
    path("account/logout/", passwords.logout, name="account_logout"),
    path("account/closed/", passwords.account_inactive, name="account_inactive"),
    path("account/signup/", passwords.signup, name="account_signup"),
    path("account/confirm/", passwords.reauthenticate, name="account_reauthenticate"),
    path("account/password/", passwords.password_change, name="account_change_password"),
    path("account/password/set/", passwords.password_set, name="account_set_password"),
    path("account/password/reset/", passwords.password_reset, name="account_reset_password"),
    path("account/password/reset/sent/", passwords.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", passwords.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/changed/", passwords.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    path("account/factors/", include(factors)),
    path("invitation/<str:secret>/", signing.invitation, name="invitation"),
]  # fmt: skip
