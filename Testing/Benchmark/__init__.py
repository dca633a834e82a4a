"""What the benchmark measures: a file for each part of it, which Bench.py runs one after the other."""
