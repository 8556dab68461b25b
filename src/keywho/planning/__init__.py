"""Who meets whom: the planner, its bound, its verifier and its explanations."""
