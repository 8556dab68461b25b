"""What a person may ask for: everything that is kept about them, and that it goes, for good."""
