"""From a mention to a place on the map."""
