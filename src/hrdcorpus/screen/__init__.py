"""`hrdcorpus review`: a page and its record on a screen of the terminal, and what a person says of them."""
