"""Contact cards (vCard) to and from people."""
