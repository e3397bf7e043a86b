"""What the claims on one matter do to each other."""
