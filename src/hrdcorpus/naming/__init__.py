"""Names: who is interviewed, as the title says it, and one matcher of names for whoever compares them.

A title is read in steps, a module each: `tokens` splits it, `phrases` cuts off the words that make it one, `stretches`
marks each word that is left with what it can be, `parts` cuts it at commas, dashes and brackets, and finds names,
`details` reads role, organisation, place and country of one; `interviewees` gives each person what is theirs.
"""

from hrdcorpus.naming.differences import NameDifference, find_name_differences
from hrdcorpus.naming.interviewees import find_interviewees

__all__ = ["NameDifference", "find_interviewees", "find_name_differences"]
