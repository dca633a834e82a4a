"""Values: the lesions against a reference, as a table and drawn."""
