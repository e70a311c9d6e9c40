from importlib.util import find_spec
from uuid import UUID

from django.apps import AppConfig


class MatchesConfig(AppConfig):
    name = "wayhome.matches"
    label = "matches"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have every new request and every list matched. Layers point downwards, so we add ourselves to those below."""
        if find_spec("wayhome.tracing.actions") is None:
            return
        from wayhome.lists.actions import after_import
        from wayhome.matches.panels import possible_matches
        from wayhome.matches.tasks import match_list, match_request
        from wayhome.people.panels import panels
        from wayhome.tracing.actions import after_registration

        def list_arrived(document_id: UUID) -> None:
            match_list.enqueue(str(document_id))

        def request_arrived(request_id: UUID) -> None:
            match_request.enqueue(str(request_id))

        panels.append(possible_matches)
        after_import.append(list_arrived)
        after_registration.append(request_arrived)
