"""Stand-in for ``ctkFlowLayout`` of CTK (Libs/Widgets): items in rows, as many in each as there is room for.

Only the horizontal orientation, without alignment of the items.
"""

from PySide6 import QtCore, QtWidgets


class ctkFlowLayout(QtWidgets.QLayout):
    """Stands for ``ctkFlowLayout``."""

    def __init__(self, parent=None):
        super().__init__(*([parent] if parent else []))
        self._items = []
        self._spacings = [-1, -1]
        self._directions = QtCore.Qt.Horizontal | QtCore.Qt.Vertical

    def _spacing(index):
        metric = (QtWidgets.QStyle.PM_LayoutHorizontalSpacing, QtWidgets.QStyle.PM_LayoutVerticalSpacing)[index]

        def getter(self):
            chosen = self._spacings[index]
            return chosen if chosen >= 0 else QtWidgets.QApplication.style().pixelMetric(metric)

        def setter(self, spacing):
            self._spacings[index] = spacing
            self.invalidate()
        return QtCore.Property(int, getter, setter)

    horizontalSpacing, verticalSpacing = _spacing(0), _spacing(1)
    del _spacing

    def _getAlignItems(self):
        return False

    def _setAlignItems(self, align):
        if align:
            raise NotImplementedError("SlicerHost's ctkFlowLayout does not align its items")

    alignItems = QtCore.Property(bool, _getAlignItems, _setAlignItems)

    def _getDirections(self):
        return self._directions

    def _setDirections(self, directions):
        self._directions = directions

    preferredExpandingDirections = QtCore.Property(QtCore.Qt.Orientation, _getDirections, _setDirections)

    def addItem(self, item):
        """Qt's hook for addWidget."""
        self._items.append(item)

    def count(self):
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index):
        """The item of that index, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index):
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self):
        """Rows take the width there is."""
        return QtCore.Qt.Horizontal

    def hasHeightForWidth(self):
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width):
        """How high the rows are in that width."""
        return self._place(QtCore.QRect(0, 0, width, 0), False)

    def minimumSize(self):
        """Room for the largest item."""
        size = QtCore.QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins
        return size + QtCore.QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def sizeHint(self):
        """Room for the largest item; the height follows from the width."""
        return self.minimumSize()

    def setGeometry(self, rectangle):
        """Place the items."""
        super().setGeometry(rectangle)
        self._place(rectangle, True)

    def _place(self, rectangle, moves):
        margins = self.contentsMargins
        left, top = rectangle.x() + margins.left(), rectangle.y() + margins.top()
        right = rectangle.x() + rectangle.width() - margins.right()
        x, y, height = left, top, 0
        for item in self._items:
            size = item.sizeHint()
            if x + size.width() > right and height > 0:
                x, y, height = left, y + height + self.verticalSpacing, 0
            if moves:
                item.setGeometry(QtCore.QRect(QtCore.QPoint(x, y), size))
            x += size.width() + self.horizontalSpacing
            height = max(height, size.height())
        return y + height + margins.bottom() - rectangle.y()
