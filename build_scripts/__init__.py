"""Turn the source texts of `seeds/` into the annotated archive in `docs/`."""
