"""The examples in the docstrings of the functions that a script calls first give what they say."""

import doctest
import importlib
import unittest

import numpy

from EMHAssistLib import Measurement

# Each file with an example, and the function it is of.
EXAMPLES = {"Measurement.Sampling": "sample", "Measurement.RegionMeasurement": "measure",
            "Measurement.MeanSignal": "tissueSignal", "Measurement.Ratio": "compare",
            "Measurement.Indices": "enhancement", "Measurement.Concordance": "concordance",
            "Likelihood.Inference": "evaluate", "Analysis": "analyze"}


class ExamplesTest(unittest.TestCase):
    """Runs each as it stands there, with what ``from EMHAssistLib.Measurement import *`` brings and numpy as np."""

    def testEachGivesWhatItSays(self):
        finder, runner = doctest.DocTestFinder(recurse=True), doctest.DocTestRunner(verbose=False)
        for name, functions in EXAMPLES.items():
            module = importlib.import_module(f"EMHAssistLib.{name}")
            tests = finder.find(module, extraglobs={**vars(Measurement), **vars(module), "np": numpy})
            with self.subTest(name):
                found = {test.name.rpartition(".")[2] for test in tests if test.examples}
                self.assertEqual(found, set(functions.split()))
                for test in tests:
                    report = []
                    self.assertEqual(runner.run(test, out=report.append).failed, 0, "".join(report))


if __name__ == "__main__":
    unittest.main()
