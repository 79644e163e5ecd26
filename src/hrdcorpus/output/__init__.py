"""What people read: the corpus in other forms, problems, what was asked, and how a page was taken apart."""
