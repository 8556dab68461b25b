"""Runs the server on a machine: the web server, the worker beside it, and what the terminal says."""
