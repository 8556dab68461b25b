"""Paper: letters of every script, lines, cards, signs and the wall chart. Its face is `keywho.adapters.cards_pdf`."""
