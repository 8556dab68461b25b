"""The pages: desk, phone and projector."""
