"""The pitch of thirty seconds: from a few answers to sentences of one's own, and what a careful coach says about them."""
