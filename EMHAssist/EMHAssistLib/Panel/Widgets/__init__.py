"""Widgets: parts of a panel that know nothing of EMH."""
