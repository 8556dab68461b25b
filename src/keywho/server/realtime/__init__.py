"""The live stream: numbered messages to phones, projectors and desks."""
