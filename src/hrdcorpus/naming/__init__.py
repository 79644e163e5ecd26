"""Names: who is interviewed, as the title says it, and one matcher of names for whoever compares them.

"HRD Interview: Asel Omarova, Chair of Echo Union, Kazakhstan" is read in five steps, a module each: `phrases` cuts off
the words that make it a title, `parts` parts the rest at its commas, `persons` finds the name in the first part,
`details` tells role, organisation, place or country in each other, `interviewees` gives each person what is theirs.
"""

from hrdcorpus.naming.differences import NameDifference, find_name_differences
from hrdcorpus.naming.interviewees import find_interviewees

__all__ = ["NameDifference", "find_interviewees", "find_name_differences"]
