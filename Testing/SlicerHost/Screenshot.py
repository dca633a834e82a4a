"""A picture of the main window."""

import os
import tempfile

import slicer


def writeScreenshot(mainWindow, path, panelWidth):
    """Write the main window, with all views drawn anew, to the PNG file `path`.

    The picture is written to a temporary file first, so that `path` is never half a picture.

    :raises OSError: when it cannot be written.
    """
    mainWindow.setPanelWidth(panelWidth)
    slicer.app.processEvents()
    slicer.util.forceRenderAllViews()
    slicer.app.processEvents()
    picture = mainWindow.grab()
    path = os.path.abspath(path)
    handle, temporary = tempfile.mkstemp(suffix=".png", dir=os.path.dirname(path))
    os.close(handle)
    try:
        if not picture.save(temporary, "PNG"):
            raise OSError(f"Cannot write the picture {path}")
        os.replace(temporary, path)
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)
