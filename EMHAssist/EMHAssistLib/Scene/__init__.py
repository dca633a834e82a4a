"""Scene: the case as MRML nodes, which are its only state. Needs slicer and vtk, never qt."""
