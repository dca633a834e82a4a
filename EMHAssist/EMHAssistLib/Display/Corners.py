"""Corners of a view, clear of what Slicer itself shows there."""

from __future__ import annotations

import slicer

from .Views import View, renderersOf

_MARGIN = 4  # pixels, which leaves the frame of an active view in sight
_RULER_HEIGHT = 26  # points
_LINE_HEIGHT, _LETTER_WIDTH = 1.2, 0.5  # of the height of the letters
_ANNOTATION_MARGIN = 5  # points
# Numbers that vtkCornerAnnotation gives to corners.
_ANNOTATIONS = {"lowerLeft": 0, "lowerRight": 1, "upperLeft": 2, "upperRight": 3}
# Height of the square of the orientation marker, as part of the height of the view.
_MARKER_SIZES = {slicer.vtkMRMLAbstractViewNode.OrientationMarkerSizeSmall: 0.15,
                 slicer.vtkMRMLAbstractViewNode.OrientationMarkerSizeMedium: 0.25,
                 slicer.vtkMRMLAbstractViewNode.OrientationMarkerSizeLarge: 0.40}


def freeCorner(view: View, annotations: list, corner: str, viewSize: tuple[int, int], size: tuple[int, int],
               scale: float) -> tuple[int, int]:
    """Return the lower left corner of a box that is put into a corner of a view, in pixels.

    :param annotations: see cornerAnnotations
    :param corner: "upperLeft", "upperRight", "lowerLeft" or "lowerRight"
    :param viewSize: width and height of the view, pixels
    :param size: those of the box
    :param scale: pixels in a point
    """
    isUpper, isLeft = corner.startswith("upper"), corner.endswith("Left")
    taken = _annotationHeight(annotations, corner) * scale
    beside = corner.replace("Left", "Right") if isLeft else corner.replace("Right", "Left")
    if size[0] + _annotationWidth(annotations, beside) * scale > viewSize[0] - 2 * _MARGIN:
        # A wide box reaches into what is written in the next corner.
        taken = max(taken, _annotationHeight(annotations, beside) * scale)
    if not isUpper and view.node.GetRulerType() != view.node.RulerTypeNone:
        taken = max(taken, _RULER_HEIGHT * scale)
    if corner == "lowerRight" and view.node.GetOrientationMarkerType() != view.node.OrientationMarkerTypeNone:
        taken = max(taken, _MARKER_SIZES[view.node.GetOrientationMarkerSize()] * viewSize[1])
    x = _MARGIN if isLeft else viewSize[0] - _MARGIN - size[0]
    y = viewSize[1] - _MARGIN - size[1] - taken if isUpper else _MARGIN + taken
    # Where there is no room, what is read first stays in sight: the upper left corner of the text.
    return max(round(x), 0), round(min(y, viewSize[1] - size[1]))


def cornerAnnotations(view: View) -> list:
    """Return what the DataProbe module writes into the corners of a view with; made and gone with the view."""
    return [prop for renderer in renderersOf(view.window) for prop in renderer.GetViewProps()
            if prop.IsA("vtkCornerAnnotation")]


def _annotationWidth(annotations: list, corner: str) -> float:
    """Return about how wide the text in a corner is, points."""
    number = _ANNOTATIONS[corner]
    return max((_ANNOTATION_MARGIN + _LETTER_WIDTH * prop.GetMaximumFontSize() * max(map(len, text.split("\n")))
                for prop in annotations if prop.GetVisibility() and (text := prop.GetText(number))), default=0.0)


def _annotationHeight(annotations: list, corner: str) -> float:
    """Return how high the text in a corner is, points."""
    number = _ANNOTATIONS[corner]
    return max((_ANNOTATION_MARGIN + _LINE_HEIGHT * prop.GetMaximumFontSize() * len(prop.GetText(number).split("\n"))
                for prop in annotations if prop.GetVisibility() and prop.GetText(number)), default=0.0)
