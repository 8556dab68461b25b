"""The nouns of an evening: no input or output, no clock, no chance."""
