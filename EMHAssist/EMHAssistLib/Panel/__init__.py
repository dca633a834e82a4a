"""Panel: what the user touches. Needs qt; shows the scene and the result, and holds no state of its own.

The panel reads the scene and changes it only through Logic.
"""
