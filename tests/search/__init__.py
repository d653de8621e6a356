"""The search index and its engine, held to plain containment in Python."""
