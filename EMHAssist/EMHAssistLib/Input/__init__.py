"""Input: files read into a MRML scene for the command line.

Needs slicer-core; SimpleITK, pydicom and nibabel where used. Readers say what is wrong with a file and what to do about
it as ValueError; the command line adds which option it was. In 3D Slicer the user loads files with Slicer's own readers
instead.
"""
