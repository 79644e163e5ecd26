from dataclasses import dataclass
@dataclass
class NameDifference: pass
def find_name_differences(): pass
