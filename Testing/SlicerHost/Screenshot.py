"""A picture of the main window."""

import slicer

# A widget that fits its height to its width has those around it laid out once more, and so on up.
_TURNS = 5


def writeScreenshot(mainWindow, path, panelWidth):
    """Write the main window, with all views drawn anew, to the PNG file `path`.

    :raises OSError: when it cannot be written.
    """
    mainWindow.setPanelWidth(panelWidth)
    for _turn in range(_TURNS):
        slicer.app.processEvents()
    slicer.util.forceRenderAllViews()
    slicer.app.processEvents()
    if not mainWindow.grab().save(str(path), "PNG"):
        raise OSError(f"Cannot write the picture {path}")
