"""Archive + editions.tsv -> what each edition changed, what the next one would, and which questions are new since.

Not a stage, like `links`: the command line and `render` ask it, and it asks only the model, the tables and `links`.
"""

from build_scripts.editions.change import State, changes, state
from build_scripts.editions.rows import HEADER, format_rows, numbered, parse
from build_scripts.editions.rules import last_of, refusal

__all__ = ["HEADER", "State", "changes", "format_rows", "last_of", "numbered", "parse", "refusal", "state"]
