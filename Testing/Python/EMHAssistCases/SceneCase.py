"""Nodes of a small scene: volumes, regions, transforms, and what the module reads of them."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import slicer
import vtk
from vtk.util.numpy_support import vtk_to_numpy

from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.RegionReader import RegionReader
from EMHAssistLib.Scene.Regions import RegionSource


def reopenScene():
    """Save the scene, close it, and open what was saved."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "case.mrb")
        if not slicer.util.saveScene(path):
            raise AssertionError("the scene could not be saved")
        slicer.mrmlScene.Clear()
        slicer.util.loadScene(path)


def addVolume(array, ijkToRas=None, name="volume", role="T1"):
    """Add a (K, J, I) array to the scene as a volume with a role."""
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", name)
    if ijkToRas is not None:
        node.SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(np.asarray(ijkToRas, dtype=float)))
    slicer.util.updateVolumeFromArray(node, array)
    Volumes.setRole(node, role)
    return node


def addRoi(center, size, role="marrow", shape="Ellipsoid", name="roi"):
    """Add a Markups ROI to the scene as a region."""
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", name)
    node.SetSize(*size)
    node.SetCenter(*center)
    RegionSource(node).setShape(shape)
    RegionSource(node).setRole(role)
    return node


def addTransform(matrix):
    """Add a linear transform to the scene."""
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLLinearTransformNode")
    node.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(np.asarray(matrix, dtype=float)))
    return node


def addBendingTransform():
    """Add a thin-plate spline transform, which is not linear, to the scene."""
    points = [(0, 0, 0), (50, 0, 0), (0, 50, 0), (0, 0, 50), (50, 50, 50)]
    source, target = vtk.vtkPoints(), vtk.vtkPoints()
    for point in points:
        source.InsertNextPoint(point)
        target.InsertNextPoint(point[0], point[1], point[2] + point[0] * point[1] / 100)
    spline = vtk.vtkThinPlateSplineTransform()
    spline.SetBasisToR()
    spline.SetSourceLandmarks(source)
    spline.SetTargetLandmarks(target)
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLTransformNode")
    node.SetAndObserveTransformToParent(spline)
    return node


def addAcquisitionTransform(volumeNode, displacements):
    """Put a volume under a transform as Slicer's DICOM reader makes it: a displacement for each corner of each slice.

    :param displacements: (slices, 3) RAS mm
    """
    columns, rows, slices = volumeNode.GetImageData().GetDimensions()
    directions, spacing = vtk.vtkMatrix4x4(), volumeNode.GetSpacing()
    volumeNode.GetIJKToRASDirectionMatrix(directions)
    grid = vtk.vtkImageData()
    grid.SetOrigin(*volumeNode.GetOrigin())
    grid.SetDimensions(2, 2, slices)
    grid.SetSpacing(spacing[0] * columns, spacing[1] * rows, spacing[2])
    grid.AllocateScalars(vtk.VTK_DOUBLE, 3)
    vtk_to_numpy(grid.GetPointData().GetScalars())[:] = np.repeat(displacements, 4, axis=0)
    transform = slicer.vtkOrientedGridTransform()
    transform.SetGridDirectionMatrix(directions)
    transform.SetDisplacementGridData(grid)
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLGridTransformNode", "acquisition transform")
    node.SetAndObserveTransformToParent(transform)
    volumeNode.SetAndObserveTransformNodeID(node.GetID())
    return node


def readRegion():
    """Return the only region of the scene."""
    (region,) = RegionReader().regions(slicer.mrmlScene)
    return region


def readSeries():
    """Return the only series of the scene."""
    (series,) = Volumes.series(slicer.mrmlScene)
    return series


class SceneCase(unittest.TestCase):
    """Starts each test from an empty scene."""

    def setUp(self):
        slicer.mrmlScene.Clear()
