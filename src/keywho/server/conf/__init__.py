"""What holds the server together: settings, what Django is told, and who answers which path."""
