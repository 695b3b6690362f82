"""How many hits of a word list are right: a sheet of sampled hits to be marked by hand, read back as precision."""
