"""The wall that the whole room sees."""
