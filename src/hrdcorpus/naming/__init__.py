"""Names: who is interviewed, as the title says it, and one matcher of names for whoever compares them."""

from hrdcorpus.naming.differences import NameDifference, find_name_differences
from hrdcorpus.naming.interviewees import find_interviewees

__all__ = ["NameDifference", "find_interviewees", "find_name_differences"]
