"""Labelled papers of our own making, and how well region and year are read from them."""
