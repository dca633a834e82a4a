"""Text over the image of a view: white on a dark ground, which is readable on bright and on dark images."""

from __future__ import annotations

import vtk

# White letters on it have a contrast of 5 to 1 even over white (WCAG 2 asks for 4.5).
_GROUND_OPACITY = 0.6
_FRAME_WIDTH = 2  # pixels
_LINE_SPACING = 1.1  # else small letters touch those below
# VTK takes text between dollar signs, or with a bar, for a formula.
_PLAIN = str.maketrans({"$": "\\$", "|": "\u00a6"})


def withoutFormulas(text: str) -> str:
    """Return a text that VTK draws as it stands, in a view or in a plot."""
    return text.translate(_PLAIN)


class TextBox:
    """One text, at a place in pixels.

    :param fontSize: points

    ``actor`` is what draws it, to be added to a renderer.
    """

    def __init__(self, fontSize: int):
        self.actor = vtk.vtkTextActor()
        self.actor.SetTextScaleModeToNone()
        self.actor.PickableOff()
        self.actor.GetPositionCoordinate().SetCoordinateSystemToViewport()
        text = self.actor.GetTextProperty()
        text.SetFontFamilyToArial()
        text.SetFontSize(fontSize)
        text.SetLineSpacing(_LINE_SPACING)
        text.SetJustificationToLeft()
        text.SetVerticalJustificationToBottom()
        text.SetColor(1.0, 1.0, 1.0)
        text.SetBackgroundColor(0.0, 0.0, 0.0)
        text.SetBackgroundOpacity(_GROUND_OPACITY)
        text.SetFrameWidth(_FRAME_WIDTH)
        self._shown = None
        self._size = 0, 0

    def show(self, content: str, frame: tuple[float, float, float] | None, dpi: int) -> tuple[int, int]:
        """Show a text.

        :param frame: color of a frame around it; None for none
        :param dpi: resolution of the view, dots per inch
        :return: width and height in pixels
        """
        self.actor.VisibilityOn()
        text = self.actor.GetTextProperty()
        shown = content, frame, text.GetFontSize(), dpi
        if shown != self._shown:
            self._shown = shown
            # Letters keep off the edge.
            content = "\n".join(f" {line} " for line in withoutFormulas(content).splitlines())
            self.actor.SetInput(content)
            text.SetFrame(frame is not None)
            if frame is not None:
                text.SetFrameColor(*frame)
            bounds = [0] * 4
            vtk.vtkTextRenderer.GetInstance().GetBoundingBox(text, content, bounds, dpi)
            self._size = bounds[1] - bounds[0] + 1, bounds[3] - bounds[2] + 1
        return self._size

    def hide(self) -> None:
        """Show nothing."""
        self.actor.VisibilityOff()

    def moveTo(self, x: int, y: int) -> None:
        """Move the lower left corner, pixels."""
        if self.actor.GetPosition() != (x, y):
            self.actor.SetPosition(x, y)
