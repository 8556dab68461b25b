"""Which meeting sits where: home chairs, places and walking."""
