"""Consistency: what the header of a series claims, held against its voxels, its geometry and its other files.

The one place for these checks, fed by every reader: Input, for files of the command line, and Scene, for what Slicer
has loaded. A check takes headers or arrays, knows no files and no nodes, and returns objections, or raises ValueError
for what cannot be measured at all.
"""
