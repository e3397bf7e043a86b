"""Who claims what, where, and who denies it."""
