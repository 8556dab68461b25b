"""The pages of what follows the evening, below the personal page."""
