"""Findings: the check list of what history and images show."""
