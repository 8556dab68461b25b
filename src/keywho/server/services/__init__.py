"""Use cases: what organizers and attendees do, each as one function."""
