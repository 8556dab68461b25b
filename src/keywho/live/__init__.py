"""The evening, live: a pure fold over recorded facts, and the finished views of phone and projector."""
