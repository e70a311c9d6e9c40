"""`wayhome manage check_ledger`: is every sealed entry there, and does it still open?"""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.core.management.base import BaseCommand

from wayhome.ledger import queries
from wayhome.ledger.queries import Finding
from wayhome.vault.principals import Principal, acting_as

# Opens the journal only; no compartment of any case.
AUDITOR = Principal(UUID(int=3), "system", lambda case_file_id, compartment, row_id: False)


class Command(BaseCommand):
    help = "Compares all sealed entries with their bodies; the exit code is the number of kinds of fault."
    # Pages are not needed here, and loading them all takes seconds.
    requires_system_checks: ClassVar[list[str]] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with acting_as(AUDITOR, writes=False):
            found = queries.check()
            tree = queries.tree()
        for item in found:
            self.stdout.write(f"{item.finding.upper()} entry {item.sequence}")
        faults = {item.finding for item in found} - {Finding.ERASED}
        self.stdout.write(f"{len(tree)} entries, root {tree.root().hex()}, {len(faults)} kinds of fault")
        if faults:
            raise SystemExit(len(faults))
