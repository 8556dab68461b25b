"""Pair rounds: the best meetings of all rounds at once, dealt out to rounds."""
