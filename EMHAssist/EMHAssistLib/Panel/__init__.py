"""Panel: what the user touches. Needs qt; shows the scene and the result, and holds no state of its own."""
