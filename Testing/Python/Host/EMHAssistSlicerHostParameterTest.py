"""SlicerHost: the parameter node wrapper, the widgets tied to it, and what is stored.

Outside Slicer only: it tests the stand-ins, not the module.
"""

import os
import sys
import unittest

import slicer

from EMHAssistCases.HostProbeCase import HostCase, addCube  # first: it brings those below


class ParameterNodeTest(HostCase):
    """The parameter node wrapper and its widgets."""

    def setUp(self):
        super().setUp()
        self.parameters = self.widget.parameterNode
        self.Side = sys.modules["HostProbe"].Side

    def testDefaultsAndStoredNames(self):
        node = self.parameters.parameterNode
        stored = {name: node.GetParameter(name) for name in node.GetParameterNames()}
        # As Slicer 5.10's parameterNodeWrapper stores them.
        self.assertEqual(stored, {"volume": "", "other.1": "True", "threshold": "100", "count": "3", "invert": "False",
                                  "side": "Right", "title": "none", "unit": "cm", "names.len": "0"})
        self.assertEqual(node.GetAttribute("ModuleName"), "HostProbe")

    def testWidgetsFollow(self):
        volume = addCube()
        self.parameters.volume = volume
        self.parameters.threshold = 12.5
        self.parameters.count = 4
        self.parameters.invert = True
        self.parameters.side = self.Side.Left
        self.parameters.title = "text"
        self.parameters.unit = "mm"
        ui = self.ui
        self.assertEqual((ui.volumeSelector.currentNode(), ui.thresholdSlider.value, ui.countBox.value,
                          ui.invertBox.checked, ui.sideBox.currentText, ui.titleEdit.text, ui.unitBox.currentText),
                         (volume, 12.5, 4, True, "Left", "text", "mm"))

    def testWidgetsWrite(self):
        volume = addCube()
        ui = self.ui
        ui.volumeSelector.setCurrentNode(volume)
        ui.thresholdSlider.value = -30.5
        ui.countBox.value = 7
        ui.invertBox.checked = True
        ui.sideBox.currentIndex = 0
        ui.titleEdit.text = "typed"
        ui.unitBox.currentIndex = 0
        parameters = self.parameters
        self.assertEqual((parameters.volume, parameters.threshold, parameters.count, parameters.invert,
                          parameters.side, parameters.title, parameters.unit),
                         (volume, -30.5, 7, True, self.Side.Left, "typed", "mm"))
        self.assertEqual((ui.thresholdSlider.minimum, ui.thresholdSlider.maximum), (-100, 500))
        parameters.disconnectGui(self.widget.tag)
        ui.titleEdit.text = "not connected"
        self.assertEqual(parameters.title, "typed")

    def testRefusedValues(self):
        for name, value in (("threshold", 501.0), ("threshold", None), ("unit", "km"), ("title", 3), ("invert", 1),
                            ("volume", self.parameters.parameterNode), ("names", ["a", 3])):
            before = getattr(self.parameters, name)
            with self.subTest(name=name), self.assertRaises((TypeError, ValueError)):
                setattr(self.parameters, name, value)
            self.assertEqual(getattr(self.parameters, name), before)
        with self.assertRaises(ValueError):
            self.parameters.getValue("unknown")

    def testListsAndOptional(self):
        self.parameters.names = ["a", "b"]
        self.parameters.names.append("c")
        self.parameters.names[0] = "z"
        del self.parameters.names[1]
        self.assertEqual(self.parameters.names, ["z", "c"])
        node = self.parameters.parameterNode
        self.assertEqual([node.GetParameter(f"names.{key}") for key in ("len", 0, 1, 2)], ["2", "z", "c", ""])
        volume = addCube()
        self.parameters.other = volume
        self.assertIs(self.parameters.other, volume)
        self.assertEqual(node.GetNodeReferenceID("other.0"), volume.GetID())
        self.parameters.other = None
        self.assertIsNone(self.parameters.other)

    def testChangesOfTheNodeAreSeen(self):
        self.parameters.parameterNode.SetParameter("title", "from outside")
        self.assertEqual(self.parameters.title, "from outside")
        self.assertEqual(self.ui.titleEdit.text, "from outside")

    def testUnsupportedTypeRaises(self):
        from slicer.parameterNodeWrapper import parameterNodeWrapper

        class Unsupported:
            value: dict[str, int]

        with self.assertRaises(TypeError):
            parameterNodeWrapper(Unsupported)

    def testSaveAndReload(self):
        self.parameters.volume = addCube("kept")
        self.parameters.side = self.Side.Left
        self.parameters.names = ["one", "two"]
        path = os.path.join(self.folder, "parameters.mrb")
        self.assertTrue(slicer.util.saveScene(path))
        slicer.mrmlScene.Clear()
        self.assertIsNone(self.widget.parameterNode.volume)
        slicer.util.loadScene(path)
        parameters = self.widget.logic.getParameterNode()
        self.assertEqual((parameters.volume.GetName(), parameters.side, parameters.names),
                         ("kept", self.Side.Left, ["one", "two"]))
        self.widget.enter()  # until then a selector may show what was before the scene was loaded (Slicer #7492)
        self.assertIs(self.ui.volumeSelector.currentNode(), parameters.volume)


if __name__ == "__main__":
    unittest.main()
