"""File formats: lists, rooms and rounds in; programmes, cards and reports out."""
