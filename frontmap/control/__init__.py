"""Who is claimed to hold what, on which day, and how much of it is doubt."""
