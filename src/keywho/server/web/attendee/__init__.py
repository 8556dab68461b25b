"""The phone: joining, and the card of the moment."""
