"""The version of keywho."""

VERSION = "0.1.0"
