"""What the program knows of sites, languages and questionnaires: loaded from TOML, checked, compiled."""
