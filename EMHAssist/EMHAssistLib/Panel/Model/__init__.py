"""Model: the likelihood model, what it is worth, and learning from own cases."""
