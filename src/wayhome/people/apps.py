from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "wayhome.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A record attached to a person is open to those who have the person's file open, as far as they have it."""
        from wayhome.accounts.principals import doors
        from wayhome.people.queries import compartments_by_attachment

        doors.append(compartments_by_attachment)
