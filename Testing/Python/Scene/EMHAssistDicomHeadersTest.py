"""Tests of what the headers of a volume's files contradict in the scene, with a stand-in for Slicer's database."""

import tempfile
import time
from pathlib import Path
from unittest import mock

import numpy as np
import slicer

from EMHAssistCases.DicomFolder import stack, write
from EMHAssistCases.SceneCase import SceneCase, addVolume, readSeries
from EMHAssistLib.Comparability import Consequence
from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.DicomHeaders import READ_ATTRIBUTE


class Database:
    """Answers as Slicer's DICOM database, and counts how often it is asked."""

    def __init__(self, files):
        import pydicom

        self.headers = {str(data.SOPInstanceUID): data for data in map(pydicom.dcmread, files)}
        self.files = dict(zip(self.headers, map(str, files)))
        self.asked = 0

    def fileForInstance(self, instance):
        self.asked += 1
        return self.files.get(instance, "")

    def instanceValue(self, instance, tag):
        group, element = (int(part, 16) for part in tag.split(","))
        value = self.headers[instance].get((group, element))
        value = "" if value is None else value.value
        return value if isinstance(value, str) else "\\".join(map(str, np.atleast_1d(value)))


class DicomHeadersTest(SceneCase):
    def setUp(self):
        super().setUp()
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def load(self, headers):
        """Add a volume as Slicer loads it from files of its database, and return it and the database."""
        files = write(self.folder, headers)
        database = Database(files)
        patch = mock.patch.object(slicer, "dicomDatabase", database, create=True)
        patch.start()
        self.addCleanup(patch.stop)
        node = addVolume(np.arange(len(files) * 72, dtype=np.uint16).reshape(-1, 8, 9))
        node.SetAttribute("DICOM.instanceUIDs", " ".join(database.files))
        return node, database

    def said(self):
        return {one.topic: one.consequence for one in readSeries().objections}

    def testGoodSeries(self):
        node, _ = self.load(stack(6))
        self.assertEqual(self.said(), {})
        self.assertEqual(node.GetAttribute(READ_ATTRIBUTE), "6")

    def testTheSameIsSaidAsOfFiles(self):
        for headers, expected in (
                (stack(5, EchoTime=10) + stack(5, start=2, first=6, EchoTime=100),
                 {"several_images": Consequence.REFUSED}),
                (stack(5, 8, SpacingBetweenSlices=4), {"slices_missing": Consequence.DOUBTFUL}),
                (stack(3) + stack(3, start=16, first=4), {"slices": Consequence.REFUSED}),
                (stack(3, PatientID="Somebody") + stack(3, start=12, first=4), {"slices": Consequence.REFUSED}),
                (stack(4, PhotometricInterpretation="MONOCHROME1"), {"photometric": Consequence.REFUSED}),
                (stack(1), {"single_slice": Consequence.FINE})):
            with self.subTest(expected):
                slicer.mrmlScene.Clear()
                self.load(headers)
                self.assertEqual(self.said(), expected)
                self.assertNotIn("Somebody", str(readSeries().objections))

    def testImagesAreNamed(self):
        self.load(stack(5, EchoTime=10) + stack(5, first=6, EchoTime=100))
        [objection] = readSeries().objections
        self.assertRegex(objection.reason, r"'TE 10' \(5 slices\), 'TE 100' \(5 slices\).*load one of them alone")

    def testPaddingIsNoTissue(self):
        self.load(stack(4, PixelPaddingValue=5))
        image = readSeries().image
        self.assertEqual(np.argwhere(np.isnan(image.array)).tolist(), [[0, 0, 5]])

    def testFilesAreReadOnce(self):
        node, database = self.load(stack(5, 8, SpacingBetweenSlices=4))
        first = readSeries().objections
        asked = database.asked
        node.SetName("another name")
        self.assertEqual(readSeries().objections, first)
        self.assertEqual(database.asked, asked)

    def testFilesThatAreNotThere(self):
        _, database = self.load(stack(6))
        *_, last = database.files
        database.files[last] = str(self.folder / "gone.dcm")
        self.assertEqual(self.said(), {"headers_missing": Consequence.FINE})

    def testNoFileIsThere(self):
        node, database = self.load(stack(6))
        database.files = {}
        self.assertEqual(self.said(), {})
        self.assertIsNone(node.GetAttribute(READ_ATTRIBUTE))

    def testFilesThatAreNoDicom(self):
        _, database = self.load(stack(6))
        for file in list(database.files.values()):
            Path(file).write_bytes(b"no DICOM")
        self.assertIsNotNone(readSeries().image)

    def testOfTwoPatientsADigestAloneIsKept(self):
        node, _ = self.load(stack(4, PatientID="Somebody 4711"))
        readSeries()
        self.assertRegex(Volumes.metadata(node)["PatientID"], "^sha256:[0-9a-f]{4}$")
        texts = [node.GetAttribute(name) for name in node.GetAttributeNames()]
        self.assertFalse([text for text in texts if "4711" in text])

    def testQuick(self):
        """36 headers cost far less than reading their pixels."""
        self.load(stack(36))
        start = time.process_time()
        readSeries()
        self.assertLess(time.process_time() - start, 1)


class SequenceTest(SceneCase):
    def testItemOfASequence(self):
        """A volume that shows one moment of several says which one."""
        sequence = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSequenceNode", "dynamic")
        for moment in range(3):
            item = slicer.vtkMRMLScalarVolumeNode()
            slicer.util.updateVolumeFromArray(item, np.full((4, 5, 6), moment, dtype=np.int16))
            sequence.SetDataNodeAtValue(item, str(moment))
        browser = slicer.mrmlScene.AddNode(slicer.vtkMRMLSequenceBrowserNode())
        proxy = addVolume(np.zeros((4, 5, 6), dtype=np.int16))
        browser.SetAndObserveMasterSequenceNodeID(sequence.GetID())
        browser.AddProxyNode(proxy, sequence, False)
        browser.SetSelectedItemNumber(1)
        [objection] = readSeries().objections
        self.assertEqual(objection.consequence, Consequence.FINE)
        self.assertIn("item 2 of 3", objection.reason)
        # Another volume says nothing of it.
        addVolume(np.zeros((4, 5, 6), dtype=np.int16), role="T2")
        self.assertEqual([len(series.objections) for series in Volumes.series(slicer.mrmlScene)], [1, 0])

    def testVolumeOfSeveralImages(self):
        """It is not dropped, and its reason says what to do."""
        import vtk

        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLDiffusionWeightedVolumeNode", "b-values")
        image = vtk.vtkImageData()
        image.SetDimensions(6, 5, 4)
        image.AllocateScalars(vtk.VTK_SHORT, 3)
        node.SetAndObserveImageData(image)
        Volumes.setRole(node, "T2")
        self.assertRegex(readSeries().problem, "holds 3 images.*load one of them alone")


if __name__ == "__main__":
    import unittest

    unittest.main()
