"""Programs that derive tables of `data/` from larger ones; run by hand, their output is committed."""
