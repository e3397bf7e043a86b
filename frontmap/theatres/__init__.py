"""A war, as data."""
