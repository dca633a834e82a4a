"""Report: the result of a case as tables, CSV and JSON."""
