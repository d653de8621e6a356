"""The search: the writer of its index (index.py), the folding (fold.py), and the scripts of its engine. See README.md.

Nothing is imported here: who only folds need not wait for what indexing needs.
"""
