"""Who may read it: which records may go out, and names, addresses and numbers in them replaced."""
