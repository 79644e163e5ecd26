"""Which records are the same interview, as a copy or in another language."""
