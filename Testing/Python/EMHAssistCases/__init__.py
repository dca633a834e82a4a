"""What the tests of EMHAssist share: base classes, made-up cases and places of data. No file here is a test.

The name is unmistakable, for Slicer has one sys.path for all modules. pytest finds this package by the setting
pythonpath of pyproject.toml; in Slicer CMakeLists.txt puts a pointer to it beside the tests.
"""
