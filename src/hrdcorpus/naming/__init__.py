"""Names: who is interviewed, as the title says it, and names that the text spells in another way."""

from hrdcorpus.naming.differences import NameDifference, find_name_differences
from hrdcorpus.naming.interviewee import find_interviewee

__all__ = ["NameDifference", "find_interviewee", "find_name_differences"]
