"""A picture of the main window."""

import slicer


def writeScreenshot(mainWindow, path, panelWidth):
    """Write the main window, with all views drawn anew, to the PNG file `path`.

    :raises OSError: when it cannot be written.
    """
    mainWindow.setPanelWidth(panelWidth)
    slicer.app.processEvents()
    slicer.util.forceRenderAllViews()
    slicer.app.processEvents()
    if not mainWindow.grab().save(str(path), "PNG"):
        raise OSError(f"Cannot write the picture {path}")
