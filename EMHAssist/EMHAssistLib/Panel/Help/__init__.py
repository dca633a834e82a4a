"""The "?" of each section, and the window that shows the documents of the module, which needs no network."""
