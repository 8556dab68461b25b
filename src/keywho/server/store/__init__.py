"""The one Django app: all tables of the database, and the way of core nouns in and out."""
