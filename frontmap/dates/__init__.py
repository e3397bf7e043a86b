"""From expressions of time to days."""
