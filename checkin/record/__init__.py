"""A pair's record on disk: the journal of an open meeting, the ledger, saved meetings, locks, backups."""
