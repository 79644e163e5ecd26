"""A page -> why its record is as it is: every row of the ledger with its reasons, as values, JSON or HTML."""
