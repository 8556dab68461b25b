"""The words of what follows the evening, by language."""
