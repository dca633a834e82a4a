"""The command ``emhassist``: one file a subcommand; Main chooses among them."""

from .Main import main

__all__ = ["main"]
