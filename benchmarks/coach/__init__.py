"""How long texts take to say: what synthesizers measure, and how far the coach's estimate and the plain rule are from it."""
