"""What the clock does to documents. Registered in project/jobs.py."""

import logging
from datetime import timedelta

from careregister.base import clock
from careregister.base.actors import CLOCK, Because
from careregister.outside import files

from . import actions, queries

logger = logging.getLogger(__name__)
TIME_OVER = Because("time_over")
# Longer than any request or command may hold its transaction open: a file comes before its row.
ORPHAN_AFTER = timedelta(days=1)
MOST_ORPHANS = 50


def destroy_due() -> None:
    """Destroy whatever has reached its last day."""
    while due := queries.due_to_be_destroyed():
        for document_id in due:
            actions.destroy(document_id, by=CLOCK, because=TIME_OVER)


def sweep_orphans() -> None:
    """Remove files that no living page has: left by a crash before a commit, or after a destruction's.

    Many at once look like the wrong folder or an older database, not like crashes: then nothing is touched.
    """
    before = clock.now() - ORPHAN_AFTER
    files.destroy_halves(before)
    whole = {file_id for file_id, written in files.everything() if written < before}
    orphans = whole - queries.living_pages(whole)
    if len(orphans) > max(MOST_ORPHANS, len(whole) // 10):
        logger.error(
            "%d of %d files have no page: is this the folder of this database? Nothing is removed.",
            len(orphans),
            len(whole),
        )
        return
    for file_id in orphans:
        files.destroy(file_id)
