"""Records -> records without the names of people. It is pseudonymisation; docs/pseudonyms.md says what it cannot do."""
