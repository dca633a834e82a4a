"""Readout: the answer in words and drawn, the prior it starts from, and the results as files."""
