"""Names of places and where they lie."""
