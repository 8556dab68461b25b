"""The coach on the server: notebooks, questions for a talk, what the evening lights on the ladder."""
