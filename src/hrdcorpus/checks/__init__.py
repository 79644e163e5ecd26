"""What a reviewer should look at on one page, gathered once its interview is known: one small check each, in a list."""
