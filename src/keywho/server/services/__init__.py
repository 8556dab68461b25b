"""What can be done: each use case is one function."""
