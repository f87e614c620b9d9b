from tests.workspace import acting, django_db_setup, for_others, organisation, plan, signed_in

__all__ = ["acting", "django_db_setup", "for_others", "organisation", "plan", "signed_in"]
