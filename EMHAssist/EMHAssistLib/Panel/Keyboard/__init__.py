"""Keyboard: the shortcuts and their keys."""
