"""Reading and writing of files, what ``slicer.util.load...`` and ``slicer.util.save...`` call.

Stands for ``qSlicerCoreIOManager`` with the readers and writers of Slicer's modules: the work is done by the same
module logics and MRML storage nodes. A file type that is not here raises RuntimeError.
"""

import os

import slicer
from PySide6 import QtCore
from vtkmodules.vtkCommonCore import vtkCommand, vtkStringArray

# Extension -> file type, as the readers of Slicer claim them; longest extension first.
_FILE_TYPES = {
    ".mrk.json": "MarkupsFile", ".fcsv": "MarkupsFile",
    ".seg.nrrd": "SegmentationFile", ".seg.nhdr": "SegmentationFile",
    ".nii.gz": "VolumeFile", ".nii": "VolumeFile", ".nrrd": "VolumeFile", ".nhdr": "VolumeFile",
    ".mha": "VolumeFile", ".mhd": "VolumeFile", ".dcm": "VolumeFile",
    ".h5": "TransformFile", ".tfm": "TransformFile",
    ".vtp": "ModelFile", ".vtk": "ModelFile", ".stl": "ModelFile", ".obj": "ModelFile", ".ply": "ModelFile",
    ".tsv": "TableFile", ".csv": "TableFile",
    ".mrb": "SceneFile", ".mrml": "SceneFile"}

# Class -> file type of the writer.
_WRITERS = {"vtkMRMLSegmentationNode": "SegmentationFile", "vtkMRMLVolumeNode": "VolumeFile",
            "vtkMRMLMarkupsNode": "MarkupsFile", "vtkMRMLTransformNode": "TransformFile",
            "vtkMRMLModelNode": "ModelFile", "vtkMRMLTableNode": "TableFile"}

_VOLUME_OPTIONS = {"labelmap": 1, "center": 2, "singleFile": 4, "autoWindowLevel": 8, "discardOrientation": 16}


class qSlicerCoreIOManager(QtCore.QObject):
    """Stands for ``qSlicerCoreIOManager`` (and ``qSlicerIOManager``, without its dialogs)."""

    def fileType(self, fileName):
        """File type of a file by its name, such as "VolumeFile"; "NoFile" when unknown."""
        lower = str(fileName).lower()
        return next((fileType for extension, fileType in _FILE_TYPES.items() if lower.endswith(extension)), "NoFile")

    def fileWriterFileType(self, node):
        """File type a node is written as; "NoFile" when it cannot be."""
        return next((fileType for className, fileType in _WRITERS.items() if node.IsA(className)), "NoFile")

    def loadNodes(self, fileType, properties, loadedNodes=None, userMessages=None):
        """Load a file.

        :param properties: "fileName" and what the reader of that type takes.
        :param loadedNodes: vtkCollection the new nodes are added to.
        :param userMessages: vtkMRMLMessageCollection for the reasons of a failure.
        :return: whether it was loaded.
        :raises RuntimeError: for a file type the host cannot read.
        """
        reader = getattr(self, "_read" + fileType, None)
        if reader is None:
            raise RuntimeError(f"SlicerHost cannot read a {fileType} ({properties['fileName']})")
        messages = userMessages or slicer.vtkMRMLMessageCollection()
        if not os.path.exists(properties["fileName"]):
            messages.AddMessage(vtkCommand.ErrorEvent, f"File not found: {properties['fileName']}")
            return False
        nodes = reader(os.path.abspath(properties["fileName"]), properties, messages)
        for node in nodes or ():
            if loadedNodes is not None:
                loadedNodes.AddItem(node)
        return nodes is not None

    def saveNodes(self, fileType, properties, userMessages=None):
        """Write a node ("nodeID") or, as SceneFile, the scene to "fileName"; returns whether it was written."""
        messages = userMessages or slicer.vtkMRMLMessageCollection()
        fileName = os.path.abspath(properties["fileName"])
        if fileType == "SceneFile":
            return self._writeScene(fileName, messages)
        node = slicer.mrmlScene.GetNodeByID(properties["nodeID"])
        if self.fileWriterFileType(node) == "NoFile":
            raise RuntimeError(f"SlicerHost cannot write a {node.GetClassName()}")
        if node.GetStorageNode() is None:
            node.AddDefaultStorageNode()
        storageNode = node.GetStorageNode()
        storageNode.SetFileName(fileName)
        if "useCompression" in properties:
            storageNode.SetUseCompression(properties["useCompression"])
        written = storageNode.WriteData(node)
        messages.AddMessages(storageNode.GetUserMessages())
        return bool(written)

    @staticmethod
    def _writeScene(fileName, messages):
        """Write the scene as a bundle (.mrb) or as a scene file without its data (.mrml)."""
        scene = slicer.mrmlScene
        folder = os.path.dirname(fileName)
        if not os.access(folder, os.W_OK):
            messages.AddMessage(vtkCommand.ErrorEvent, f"Path {folder} is not writable")
            return False
        scene.SetURL(fileName)
        scene.SetRootDirectory(folder)
        if fileName.lower().endswith(".mrml"):
            return bool(scene.Commit(fileName, messages))
        if not fileName.lower().endswith(".mrb"):
            raise RuntimeError("SlicerHost writes scenes as .mrb or .mrml only")
        written = scene.WriteToMRB(fileName, None, messages)
        scene.SetStorableNodesModifiedSinceRead()
        return bool(written)

    @staticmethod
    def _readSceneFile(fileName, properties, messages):
        scene = slicer.mrmlScene
        clear = properties.get("clear", False)
        if fileName.lower().endswith(".mrb"):
            return [] if scene.ReadFromMRB(fileName, clear, messages) else None
        scene.SetURL(fileName)
        return [] if (scene.Connect(messages) if clear else scene.Import(messages)) else None

    @staticmethod
    def _readVolumeFile(fileName, properties, messages):
        options = sum(bit for name, bit in _VOLUME_OPTIONS.items() if properties.get(name, False))
        files = vtkStringArray()
        for item in properties.get("fileNames", ()):
            files.InsertNextValue(str(item))
        node = slicer.modules.volumes.logic().AddArchetypeVolume(
            fileName, properties.get("name", os.path.basename(fileName).split(".")[0]), options,
            files if files.GetNumberOfValues() else None)
        if node is None:
            return None
        if properties.get("colorNodeID"):
            node.GetDisplayNode().SetAndObserveColorNodeID(properties["colorNodeID"])
        if properties.get("show", True):
            selectionNode = slicer.app.applicationLogic().GetSelectionNode()
            if node.IsA("vtkMRMLLabelMapVolumeNode"):
                selectionNode.SetActiveLabelVolumeID(node.GetID())
            else:
                selectionNode.SetActiveVolumeID(node.GetID())
            slicer.app.applicationLogic().PropagateVolumeSelection()
        return [node]

    @staticmethod
    def _readMarkupsFile(fileName, properties, messages):
        ids = slicer.modules.markups.logic().LoadMarkups(fileName, properties.get("name", ""), messages)
        return [slicer.mrmlScene.GetNodeByID(item) for item in ids.split(",")] if ids else None

    @staticmethod
    def _readSegmentationFile(fileName, properties, messages):
        scene = slicer.mrmlScene
        node = slicer.modules.segmentations.logic().LoadSegmentationFromFile(
            fileName, properties.get("autoOpacities", True), properties.get("name", ""),
            scene.GetNodeByID(properties["colorNodeID"]) if properties.get("colorNodeID") else None, messages)
        return [node] if node else None

    @staticmethod
    def _readTransformFile(fileName, properties, messages):
        node = slicer.modules.transforms.logic().AddTransform(fileName, slicer.mrmlScene)
        return [node] if node else None

    @staticmethod
    def _readModelFile(fileName, properties, messages):
        node = slicer.modules.models.logic().AddModel(fileName)
        return [node] if node else None

    @staticmethod
    def _readTableFile(fileName, properties, messages):
        node = slicer.modules.tables.logic().AddTable(fileName, properties.get("name", ""))
        return [node] if node else None
