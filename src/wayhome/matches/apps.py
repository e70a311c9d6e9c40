from uuid import UUID

from django.apps import AppConfig


class MatchesConfig(AppConfig):
    name = "wayhome.matches"
    label = "matches"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have every new request and every list matched. Layers point downwards, so we add ourselves to those below."""
        from wayhome.lists.actions import after_import
        from wayhome.lists.withdrawal import after_withdrawal
        from wayhome.matches.panels import possible_matches
        from wayhome.matches.tasks import close_pairs_of_list, match_list, match_request
        from wayhome.people.panels import panels
        from wayhome.tracing.actions import after_registration

        def list_arrived(document_id: UUID) -> None:
            match_list.enqueue(str(document_id))

        def request_arrived(request_id: UUID) -> None:
            match_request.enqueue(str(request_id))

        def list_withdrawn(document_id: UUID) -> None:
            close_pairs_of_list.enqueue(str(document_id))

        panels.append(possible_matches)
        after_withdrawal.append(list_withdrawn)
        after_import.append(list_arrived)
        after_registration.append(request_arrived)
