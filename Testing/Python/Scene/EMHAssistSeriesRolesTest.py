"""Names and headers of volumes in a scene against the roles they are given: what the table of series has."""

import unittest

import numpy as np
import slicer

from EMHAssistCases.SceneCase import SceneCase, addVolume
from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Case import Case
from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.SeriesOverview import SeriesOverview


class SeriesRolesTest(SceneCase):

    def row(self, name="volume", role=None, array=None, **metadata):
        """Return the row of a new volume, whose role is guessed where none is given."""
        noise = np.random.default_rng(5).normal(100, 9, (4, 20, 20)).astype(np.float32)
        node = addVolume(noise if array is None else array, name=name)
        node.RemoveAttribute(Volumes.SEQUENCE_ROLE_ATTRIBUTE)
        Volumes.setMetadata(node, metadata)
        if role is not None:
            Volumes.setRole(node, role)
        reader = Volumes.SeriesReader()
        reader.guessRoles(slicer.mrmlScene)
        series = reader.series(slicer.mrmlScene)
        said = analyze(Case(series, (), {}, "uniform"), None).comparability.statements
        found, = (row for row in SeriesOverview(slicer.mrmlScene).rows(series, said) if row.nodeId == node.GetID())
        return found

    def testSeriesAreReadAgainOnceOneHasChanged(self):
        node = addVolume(np.ones((3, 4, 4), dtype=np.float32))
        reader = Volumes.SeriesReader()
        known = reader.series(slicer.mrmlScene)
        self.assertIs(reader.series(slicer.mrmlScene), known)
        node.SetName("other")
        self.assertIsNot(reader.series(slicer.mrmlScene), known)
        with slicer.util.NodeModify(node):
            reader.series(slicer.mrmlScene)
            # Its time does not tell before the last of several steps.
            node.SetAttribute(Volumes.SEQUENCE_ROLE_ATTRIBUTE, "T2")
            self.assertEqual([one.role for one in reader.series(slicer.mrmlScene)], ["T2"])
        self.assertEqual([one.role for one in reader.series(slicer.mrmlScene)], ["T2"])

    def testWhatIsAskedAboutHasNoRoleAndSaysWhy(self):
        row = self.row(Modality="MR", SeriesDescription="t1_tse_fs_sag")
        self.assertEqual((row.role, row.statements), ("", ()))
        self.assertIn("choose T1 fat-suppressed or T1 post-contrast", row.reason)
        for name, reason in (("sag t1 seg", "a map of labels"), ("t2_tse_dixon_sag_F", "the fat of a Dixon"),
                             ("T1 T2 sag", "two weightings"), ("t2_tse_dixon_sag", "which of the images")):
            row = self.row(name)
            self.assertEqual(row.role, "", name)
            self.assertIn(reason, row.reason)

    def testTheRoleOfTheUserStaysAndIsObjectedTo(self):
        for role, metadata, reason in (
                ("T1", {"SeriesDescription": "t2_tirm_sag"}, "speaks for STIR"),
                ("T1", {"Modality": "CT", "SeriesDescription": "Spine"}, "says that it is CT"),
                ("CT", {"Modality": "MR", "SeriesDescription": "t1"}, "says that it is MR"),
                ("T2", {"SeriesDescription": "T2", "ImageType": "ORIGINAL\\PRIMARY\\P\\ND"}, "a phase image"),
                ("T2", {"SeriesDescription": "DWI b0"}, "diffusion-weighted")):
            row = self.row(role=role, **metadata)
            self.assertEqual((row.role, row.reason), (role, ""))
            self.assertIn(reason, " ".join(one.reason for one in row.statements), metadata)
            self.assertEqual({str(one.consequence) for one in row.statements if reason in one.reason}, {"refused"})

    def testLabelsThatWereLoadedAsAVolume(self):
        labels = np.zeros((4, 20, 20), np.int16)
        labels[1:3, 2:8, 2:8], labels[1:3, 10:18, 10:18] = 1, 2
        row = self.row(role="T1", array=labels)
        self.assertIn("a map of labels: 0 and 2 other", " ".join(one.reason for one in row.statements))


if __name__ == "__main__":
    unittest.main()
