"""The sentence model: word pieces, a small transformer in numpy, and how the model comes onto this machine."""
