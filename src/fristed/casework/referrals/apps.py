"""Django application of the room of referrals."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Registers the room under the label ``referrals``."""

    name = "fristed.casework.referrals"
    label = "referrals"
    default_auto_field = "django.db.models.BigAutoField"
