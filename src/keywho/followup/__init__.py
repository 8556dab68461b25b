"""Afterwards: from a mutual yes to the informational interview, as pure rules. Nouns here, words in `words`; no input or output, no clock."""
