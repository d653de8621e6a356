"""Counts -> pictures as inline SVG: drawn in Python, coloured by the theme, of links that work without any script."""
