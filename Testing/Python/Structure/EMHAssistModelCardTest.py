"""The model card, which the panel shows: with the numbers of the model file."""

import re
import unittest
from collections import Counter
from pathlib import Path

import slicer

from EMHAssistLib.Likelihood import loadModel
from EMHAssistLib.Likelihood.Inference import counted

MODULE_FOLDER = Path(slicer.modules.emhassist.path).parent
CARD = (MODULE_FOLDER / "Resources" / "Docs" / "ModelCard.md").read_text(encoding="utf-8")


class ModelCardTest(unittest.TestCase):
    """What the card says."""

    def testCellsAreThoseOfTheModel(self):
        # A form that shares the table of another one has no cells of its own.
        counts = Counter(entry.provenance for feature in loadModel().features
                         for form, entries in feature.evidence.items() if feature.origins[form] == form
                         for entry in entries for _count in entry.counts)
        text = " ".join(CARD.split())
        self.assertIn(f"Of the {sum(counts.values())} cells of the model file", text)
        self.assertIn(f"{counts['elicited']} are *elicited*", text)
        self.assertIn(f"{counts['counted']} are *counted* in a publication and {counts['computed']} *computed*", text)

    def testPatientsBehindTheSignsAreThoseOfTheModel(self):
        model = loadModel()
        signs = [feature for feature in model.features if feature.kind != "host" and feature.evidence]
        patients = [counted(model, feature, feature.answerIds()[0])[0].n for feature in signs]
        known = [count for count in patients if count]
        text = " ".join(CARD.split())
        judged = len(signs) - len(known)
        self.assertIn(f"Of the {len(signs)} signs in the images {judged} rest on judgment alone in EMH", text)
        self.assertIn(f"the others on {min(known):.0f} to {max(known):.0f} patients each", text)
        for feature, count in zip(signs, patients):
            if feature.id in ("epidural_position", "enhancement", "internal_fat"):
                self.assertEqual(count, 0, feature.id)

    def testVerdictRulesAreThoseOfTheModel(self):
        parameters = loadModel().parameters
        text = " ".join(CARD.split())
        for part in (f"fewer than {parameters.minimumFindings}",
                     f"wider than {100 * parameters.maximumIntervalWidth:.0f} points",
                     f"*likely* from {100 * parameters.likelyProbability:.0f} % with a lower end of at least "
                     f"{100 * parameters.likelyLow:.0f} %", f"at most {100 * parameters.unlikelyHigh:.0f} %",
                     f"upper end is below {100 * parameters.alternativeHigh:.0f} %"):
            self.assertIn(part, text)
        named = [diagnosis.id for diagnosis in loadModel().classes if diagnosis.dangerous]
        self.assertEqual(named, ["infection", "hematoma"])

    def testWhatMustBeDisclosedIsThere(self):
        text = " ".join(CARD.split()).lower()
        for part in ("research use only", "intended use", "not validated on any patient", "no case-control study",
                     "publication bias", "verification bias", "elicited", "iron", "field strength", "protocol",
                     "can coexist", "never replaces biopsy", "never excludes emh, infection",
                     "no data to calibrate", "interval", "decibans", "verdict", "tuned on"):
            self.assertIn(part, text)

    def testHelpOfTheModuleSaysTheMost(self):
        text = " ".join(slicer.modules.emhassist.helpText.split())
        for part in ("Research use only", "never replaces biopsy", "never excludes EMH", "can coexist", "Model card"):
            self.assertIn(part, text)

    def testPlainEnglish(self):
        self.assertTrue(CARD.isascii())
        self.assertLessEqual(max(map(len, CARD.splitlines())), 120)
        self.assertIsNone(re.search(r"\bTODO\b|\bTBD\b", CARD))


if __name__ == "__main__":
    unittest.main()
