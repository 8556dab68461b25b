"""The app's name and place."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """All records of keywho."""

    name = "keywho.server.store"
    label = "store"
    verbose_name = "keywho"
    default_auto_field = "django.db.models.BigAutoField"
