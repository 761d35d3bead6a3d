"""``fristed work``: run background tasks, such as computing a release, until stopped."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command

from fristed.casework.exchange.actions import expire_case_uploads
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.vault.actions import sweep_orphans
from fristed.foundation.vault.tasks import ask_to_sweep_again
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.daily import keep_signing
from fristed.interfaces.cli.due import keep_firing
from fristed.statistics.leak_finding.actions import expire_uploads


class Command(FristedCommand):
    """Run the task worker."""

    help = "Run background tasks until stopped."

    def handle(self, **options: Any) -> None:
        """Delete what is left over, sign the trail daily, watch the clock, hand over to the queue."""
        expire_uploads(by=SYSTEM, at=door_clock())
        expire_case_uploads(by=SYSTEM, at=door_clock())
        sweep_orphans(by=SYSTEM, at=door_clock())
        ask_to_sweep_again(at=door_clock())
        keep_signing(self.say)
        keep_firing(self.say)
        call_command("db_worker", interval=0.5, startup_delay=False, reload=False)
