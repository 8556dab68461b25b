"""Table rounds: a good start, and a search that sees all rounds."""
