"""Pages and records -> what is to be looked at in them. Nothing is written."""
