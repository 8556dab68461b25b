"""What follows the evening: contacts, interviews, reminders, outcomes."""
