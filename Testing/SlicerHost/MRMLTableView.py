"""Stand-in for the table view of Slicer (Libs/MRML/Widgets/qMRMLTableView and qMRMLTableModel)."""

from PySide6 import QtCore, QtWidgets
from vtkmodules.vtkCommonCore import vtkCommand

_ROOT = QtCore.QModelIndex()


class _TableModel(QtCore.QAbstractTableModel):
    """Stands for ``qMRMLTableModel``: the cells of a vtkMRMLTableNode, read-only."""

    def __init__(self, parent):
        super().__init__(parent)
        self._node = None
        self._tag = None

    def __del__(self):
        if self._tag is not None:
            self._node.RemoveObserver(self._tag)

    def setNode(self, node):
        """Show `node` (or nothing when None) and follow its changes."""
        if self._tag is not None:
            self._node.RemoveObserver(self._tag)
        self.beginResetModel()
        self._node = node
        self._tag = node.AddObserver(vtkCommand.ModifiedEvent, self._onModified) if node else None
        self.endResetModel()

    def node(self):
        """The node shown, or None."""
        return self._node

    def _onModified(self, caller, event):
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent=_ROOT):
        """Number of rows of the table."""
        return 0 if self._node is None or parent.isValid() else self._node.GetNumberOfRows()

    def columnCount(self, parent=_ROOT):
        """Number of columns of the table, without the one that names the rows."""
        return 0 if self._node is None or parent.isValid() else self._node.GetNumberOfColumns() - self._firstColumn()

    def data(self, index, role=QtCore.Qt.DisplayRole):
        """Text of a cell."""
        if role != QtCore.Qt.DisplayRole:
            return None
        return self._node.GetCellText(index.row(), index.column() + self._firstColumn())

    def headerData(self, section, orientation, role=QtCore.Qt.DisplayRole):
        """Column names (when the node says they are headers) and row names or numbers."""
        if role != QtCore.Qt.DisplayRole or self._node is None:
            return None
        if orientation == QtCore.Qt.Horizontal and self._node.GetUseColumnTitleAsColumnHeader():
            name = self._node.GetColumnName(section + self._firstColumn())
            return self._node.GetColumnTitle(name) or name
        if orientation == QtCore.Qt.Vertical and self._node.GetUseFirstColumnAsRowHeader():
            return self._node.GetCellText(section, 0)
        return str(section + 1)

    def _firstColumn(self):
        return 1 if self._node.GetUseFirstColumnAsRowHeader() else 0


class qMRMLTableView(QtWidgets.QTableView):
    """Stands for ``qMRMLTableView``: a vtkMRMLTableNode as a table that follows the node (read-only here)."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self._scene = None
        self.setModel(_TableModel(self))

    def mrmlScene(self):
        """The scene, or None."""
        return self._scene

    def setMRMLScene(self, scene):
        """Set the scene the table node is in."""
        self._scene = scene

    def mrmlTableNode(self):
        """The table node shown, or None."""
        return self.model().node()

    def setMRMLTableNode(self, node):
        """Show a vtkMRMLTableNode; None empties the view."""
        self.model().setNode(node)
