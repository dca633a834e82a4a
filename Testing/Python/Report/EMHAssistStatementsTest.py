"""What is said of a case beside its probability: picture, setting and together, what is unusual, what would decide it.

The case is the second one that this project started from: known lung cancer, a prevertebral mass from the middle of the
thorax to the lumbar spine and an epidural one behind the cord, well defined and enhancing; biopsy showed hematopoiesis.
"""

import dataclasses
import json
import re
import unittest

from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Case import NOT_ASSESSED, Case
from EMHAssistLib.Likelihood import Assumptions, loadModel
from EMHAssistLib.Likelihood.Differential import (
    REASON_POSSIBLE,
    REASON_RARE_FITS,
    REASON_RARE_OPEN,
    REASON_TOO_FEW,
    Counted,
    FormShare,
    RankedClass,
    Verdict,
)
from EMHAssistLib.Likelihood.Picture import Factor, Picture
from EMHAssistLib.Report.Deciders import deciders, decidersText
from EMHAssistLib.Report.DifferentialText import behindText, classText, countsText, noteText, priorText, timesText
from EMHAssistLib.Report.Readout import headline, verdictTitle
from EMHAssistLib.Report.ReadoutFile import readout
from EMHAssistLib.Report.ResultTables import differentialTable
from EMHAssistLib.Report.Statements import (
    factorText,
    pictureText,
    rarityText,
    reasonText,
    settingText,
    shortPicture,
    shortStatements,
    statements,
    togetherText,
    unusualText,
)
from EMHAssistLib.Report.Terminal import readoutText

MODEL = loadModel()
CANCER = "known_cancer"
FINDINGS = {"epidural": "present", "epidural_position": "posterior", "paravertebral_mass": "unilateral",
            "level": "thoracic", "number": "multiple", "extent": "long", "margins": "well_defined",
            "enhancement": "marked", "bone_destruction": "absent", "cord_compression": "grade_1b"}
DESTROYING = {"epidural": "present", "bone_destruction": "present", "disc_involvement": "present",
              "margins": "ill_defined", "enhancement": "rim"}


def within(title):
    """Return a title as it stands within a sentence."""
    return title[0].lower() + title[1:]


KNOWN_CANCER, NOTHING_KNOWN, HEMOLYSIS = (within(title) for title in (
    MODEL.condition(CANCER).title, MODEL.basePriors[0].title, MODEL.condition("known_hemolysis").title))


def resultOf(findings, setting=CANCER, **others):
    return analyze(Case((), (), findings, setting, **others), MODEL)


class StatementCase(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.result = resultOf(FINDINGS)
        cls.differential = cls.result.differential

    def changed(self, verdict=None, reason=None, prior=None, probability=None, average=None, strongest=None, **others):
        """Return the differential with a few numbers in place of its own."""
        known = self.differential
        picture = known.picture
        if average:
            picture = Picture(others.pop("findings", 5), Factor(*average), Factor(*(strongest or average)),
                              picture.rival, picture.rivalTitle)
        setting = known.setting
        if prior is not None:
            setting = dataclasses.replace(setting, priors={**setting.priors, known.target.id: prior})
        target = known.target if probability is None else dataclasses.replace(
            known.target, probability=probability, low=probability / 2, high=min(1.0, 2 * probability))
        return dataclasses.replace(known, picture=picture, setting=setting, target=target,
                                   verdict=verdict or known.verdict, reason=reason or known.reason, **others)


class SeedCaseTest(StatementCase):
    """A cancer patient whose images look like hematopoiesis."""

    def testPictureAndPriorApart(self):
        picture, setting, together = statements(self.differential)
        self.assertRegex(picture, r"^Picture: favors EMH \d\.\d times \(\d\.\d to [\d.]+\) over the average "
                                  r"alternative; ")
        self.assertRegex(setting, rf"^Setting: 0\.\d+ % beforehand \({NOTHING_KNOWN} 1 %, {KNOWN_CANCER} 0\.\d+ %\)$")
        self.assertRegex(together, r"^Together: \d+ % \(<?\d+ to \d+ %\)$")
        self.assertNotEqual(self.differential.verdict, Verdict.UNLIKELY)

    def testSetInAViewInThreeShortLines(self):
        lines = shortStatements(self.differential)
        self.assertEqual(lines[0], f"Picture: favors EMH {timesText(self.differential.picture.average.value)}x")
        self.assertRegex(lines[1], rf"^Setting: 0\.\d+ % \({KNOWN_CANCER}\)$")
        self.assertRegex(lines[2], r"^Together: \d+ % \(.*\)$")

    def testRareAndWhatIsUnusual(self):
        self.assertEqual(rarityText(self.differential), "rare in this setting; the picture fits EMH")
        self.assertIn("Rare in this setting; the picture fits EMH.", reasonText(self.differential))
        self.assertEqual(reasonText(self.differential).lower().count("rare in this setting"), 1)
        unusual = unusualText(self.differential)
        leading, first = self.differential.classes[0], self.differential.unusual[0]
        self.assertTrue(unusual.startswith(f"Unusual for {within(leading.title)}: {first.title}: {first.answer} ("))
        self.assertRegex(unusual, r"Aggressive bone destruction: No \(\d+ %, EMH \d+ %\)")
        self.assertLessEqual(unusual.count("; "), 2)

    def testWhatWouldDecideIt(self):
        entries = deciders(self.result)
        self.assertTrue(entries[-1].examination.isDecisive)
        self.assertEqual([entry.examination.isDecisive for entry in entries[:-1]], [False] * (len(entries) - 1))
        bits = [entry.targetBits for entry in entries[:-1]]
        self.assertEqual(bits, sorted(bits, reverse=True))
        ids = {entry.examination.id for entry in entries}
        self.assertLessEqual({"blood_count", "colloid_scan", "biopsy"}, ids)
        for entry, text in zip(entries, decidersText(self.result)):
            examination = entry.examination
            for part in filter(None, (examination.title, examination.burden, examination.risk)):
                self.assertIn(part, text)
        self.assertIn("(decides by itself)", decidersText(self.result)[-1])

    def testWhatIsLeftOutDecidesNothing(self):
        result = resultOf({**FINDINGS, "colloid_scan": NOT_ASSESSED})
        self.assertNotIn("colloid_scan", [entry.examination.id for entry in deciders(result)])

    def testAllOfItInTheTerminal(self):
        text = readoutText(self.result)
        for part in (headline(self.result), *statements(self.differential), unusualText(self.differential),
                     "What would decide it:", *decidersText(self.result), "Under other priors"):
            self.assertIn(part, text)
        row = next(line for line in text.splitlines() if line.startswith("Extramedullary hematopoiesis: "))
        self.assertIn(priorText(self.differential.setting.priors["emh"]), row)

    def testHeadlineHasNoNumberAlone(self):
        line = headline(self.result)
        self.assertRegex(line, r"^EMH possible: picture favors EMH \d\.\dx; setting 0\.\d+ %; together \d+ % \(.*\)$")
        self.assertEqual(verdictTitle(self.result), "EMH possible")

    def testMarrowOnAllSequencesBringsItForward(self):
        """Neither does the prior hide it then."""
        result = resultOf({**FINDINGS, "marrow_like": "present", "t1_marrow": "similar", "t2_marrow": "similar"})
        self.assertGreater(result.differential.picture.average.value, self.differential.picture.average.value)
        self.assertGreater(result.differential.target.probability, self.differential.target.probability)
        self.assertIn("Rare in this setting; the picture fits EMH", readoutText(result))

    def testReadoutFile(self):
        data = json.loads(json.dumps(readout(self.result, MODEL), allow_nan=False))
        self.assertEqual(data["schema"], "EMHAssist readout 3")
        picture = self.differential.picture
        self.assertEqual(data["picture"], {
            "leaning": "favors", "findings": picture.findings, "rival": picture.rival,
            **{name: {"value": factor.value, "low": factor.low, "high": factor.high}
               for name, factor in (("average", picture.average), ("strongest", picture.strongest))}})
        setting = data["setting"]
        self.assertEqual((setting["id"], setting["overridden"]), ("unselected_mass+known_cancer", False))
        self.assertEqual([(step["id"], step["by"]) for step in setting["steps"]],
                         [("unselected_mass", "choice"), ("known_cancer", "choice")])
        self.assertEqual(setting["steps"][-1]["prior"], setting["prior"])
        target = self.differential.target
        self.assertEqual(data["together"], {"probability": target.probability, "low": target.low, "high": target.high})
        self.assertEqual(data["rarity"], rarityText(self.differential))
        self.assertEqual([entry["feature"] for entry in data["unusual"]],
                         [entry.feature for entry in self.differential.unusual])
        examinations = {entry["examination"]: entry for entry in data["next_examinations"]}
        self.assertTrue(examinations["biopsy"]["decisive"] and examinations["biopsy"]["risk"])
        self.assertIn("opposed_phase_mri", examinations)
        self.assertEqual(examinations["colloid_scan"]["features"], ["colloid_scan"])
        cited = set()
        for entry in data["contributions"]:
            for counted in (entry["of_target"], entry["of_others"]):
                self.assertEqual(set(counted), {"count", "n", "sources"})
                cited.update(counted["sources"])
        self.assertEqual(set(data["sources"]), cited)
        self.assertTrue(all(source["citation"] for source in data["sources"].values()))

    def testTable(self):
        table = differentialTable(self.result)
        rows = {row[0]: dict(zip(table.columns, row)) for row in table.rows}
        target, picture = self.differential.target, self.differential.picture
        row = rows[target.title]
        self.assertEqual([row[name] for name in ("picture", "picture_low", "picture_high", "setting", "probability")],
                         [picture.average.value, picture.average.low, picture.average.high,
                          self.differential.setting.priors["emh"], target.probability])
        self.assertEqual(rows[picture.rivalTitle]["picture"], picture.strongest.value)
        self.assertEqual(sum(row["picture"] == row["picture"] for row in rows.values()), 2)  # the others have none
        self.assertAlmostEqual(sum(row["setting"] for row in rows.values()), 1)
        self.assertEqual(rows["Other"]["form"], next(entry for entry in self.differential.classes
                                                     if entry.id == "other").forms[0].title)
        self.assertEqual(rows["Epidural hematoma"]["form"], "")


class PictureTest(StatementCase):
    """Which way the images point, in words."""

    def testNumbers(self):
        for times, text in ((0.001, "<0.01"), (0.0123, "0.012"), (0.38, "0.38"), (3.94, "3.9"), (12.3, "12"),
                            (99.6, "100"), (123.4, "123"), (5000, ">999")):
            self.assertEqual(timesText(times), text)
        for prior, text in ((0.00001, "<0.01 %"), (0.0055, "0.55 %"), (0.01, "1 %"), (0.0999, "10 %"), (0.61, "61 %"),
                            (0.999, ">99 %")):
            self.assertEqual(priorText(prior), text)
        self.assertEqual(factorText(Factor(3.9, 2.8, 5.3)), "3.9 times (2.8 to 5.3)")

    def testLeanings(self):
        for average, strongest, short, text in (
                ((3.9, 2.8, 5.3), (2.0, 1.0, 4.0), "favors EMH 3.9x",
                 "favors EMH 3.9 times (2.8 to 5.3) over the average alternative; 2 times (1 to 4) over {rival}, the "
                 "strongest"),
                ((2.0, 1.5, 3.0), (0.5, 0.25, 0.8), "favors EMH 2x",
                 "favors EMH 2 times (1.5 to 3) over the average alternative; {rival}, the strongest, fits 2 times "
                 "(1.2 to 4) better"),
                ((1.2, 0.7, 1.9), (0.5, 0.25, 2.0), "open (1.2x)",
                 "open, EMH fits 1.2 times (0.7 to 1.9) as well as the average alternative; {rival}, the strongest, "
                 "fits 2 times (0.5 to 4) better"),
                ((0.25, 0.2, 0.5), (0.1, 0.05, 0.2), "against EMH 4x",
                 "speaks against EMH, the average alternative fits 4 times (2 to 5) better; {rival}, the strongest, "
                 "fits 10 times (5 to 20) better")):
            differential = self.changed(average=average, strongest=strongest)
            rival = differential.picture.rivalTitle.lower()
            self.assertEqual(rival, "lymphoma or myeloid sarcoma")
            self.assertEqual(shortPicture(differential.picture), short)
            self.assertEqual(pictureText(differential), "Picture: " + text.format(rival=rival))

    def testNoImages(self):
        result = resultOf({"anemia": "present", "age": "older", "transfusion": "absent"})
        self.assertEqual(pictureText(result.differential), "Picture: no finding in the images has been assessed")
        self.assertIn("picture not assessed", headline(result))

    def testRivalOfAWideClassIsNamedByItsForm(self):
        other = next(entry for entry in self.differential.classes if entry.id == "other")
        picture = dataclasses.replace(self.differential.picture, rival="other", rivalTitle=other.title)
        text = pictureText(dataclasses.replace(self.differential, picture=picture))
        self.assertIn(f"over other (mostly {other.forms[0].title.lower()}), the strongest", text)


class SettingTest(unittest.TestCase):
    """Where the prior comes from, in words."""

    def testStepsChosenStatedAndOverridden(self):
        self.assertEqual(settingText(resultOf(FINDINGS, "").differential),
                         f"Setting: 1 % beforehand ({NOTHING_KNOWN})")
        stated = resultOf({**FINDINGS, "cancer_history": "present"}, "known_hemolysis")
        self.assertRegex(settingText(stated.differential),
                         rf"^Setting: \d+ % beforehand \({NOTHING_KNOWN} 1 %, {HEMOLYSIS} \d+ %, {KNOWN_CANCER} \d+ % "
                         r"by a finding\)$")
        own = resultOf(FINDINGS, assumptions=Assumptions(prior=0.2))
        self.assertRegex(settingText(own.differential),
                         rf"^Setting: 20 %, set by the user instead of {NOTHING_KNOWN} 1 %, {KNOWN_CANCER} 0\.\d+ %$")
        self.assertIn("Setting: 20 % (set by the user)", shortStatements(own.differential))
        data = readout(own, MODEL)["setting"]
        self.assertEqual((data["prior"], data["overridden"]), (0.2, True))
        self.assertNotEqual(data["steps"][-1]["prior"], 0.2)
        self.assertEqual([step["by"] for step in readout(stated, MODEL)["setting"]["steps"]],
                         ["choice", "choice", "finding"])

    def testConditionThatDoesNotCountBesideAnother(self):
        both = resultOf(FINDINGS, "known_hemolysis+known_myeloproliferative")
        self.assertRegex(settingText(both.differential), r", [^,]+ not counted beside the other\)$")
        self.assertEqual([step["counts"] for step in readout(both, MODEL)["setting"]["steps"]], [True, True, False])

    def testFileWithoutADifferential(self):
        self.assertEqual(readout(resultOf({}, "of another model"), MODEL)["setting"], {"id": "of another model"})


class RarityTest(StatementCase):
    """Where the setting alone makes the number small."""

    rare = "rare in this setting; the picture fits EMH"

    def testRules(self):
        favors, isOpen, against = (4.0, 2.0, 8.0), (1.0, 0.5, 2.0), (0.2, 0.1, 0.4)
        possible = {"verdict": Verdict.POSSIBLE, "reason": REASON_POSSIBLE}
        for numbers, text in (
                ({"average": favors, "prior": 0.005, "probability": 0.03, **possible}, self.rare),
                ({"average": favors, "prior": 0.005, "probability": 0.49, **possible}, self.rare),
                ({"average": favors, "prior": 0.005, "probability": 0.51, **possible}, ""),  # not small
                ({"average": favors, "prior": 0.2, "probability": 0.3, **possible}, ""),  # not rare
                ({"average": isOpen, "prior": 0.005, "probability": 0.2, **possible}, ""),
                ({"average": isOpen, "prior": 0.005, "probability": 0.01, "verdict": Verdict.POSSIBLE,
                  "reason": REASON_RARE_OPEN}, "rare in this setting; the picture leaves EMH open"),
                ({"average": against, "prior": 0.005, "probability": 0.01, **possible}, ""),
                ({"average": favors, "prior": 0.005, "probability": 0.03, "verdict": Verdict.INSUFFICIENT,
                  "reason": REASON_TOO_FEW}, "")):
            with self.subTest(**numbers):
                self.assertEqual(rarityText(self.changed(**numbers)), text)

    def testReasonNamesItOnce(self):
        for reason, text in ((REASON_POSSIBLE, f"{REASON_POSSIBLE} Rare in this setting; the picture fits EMH."),
                             (REASON_RARE_FITS, REASON_RARE_FITS)):
            self.assertEqual(reasonText(self.changed(verdict=Verdict.POSSIBLE, reason=reason)), text)

    def testDestroyedBoneAndDiscSpeakAgainstIt(self):
        result = resultOf(DESTROYING)
        self.assertEqual(result.differential.verdict, Verdict.UNLIKELY)
        self.assertEqual(rarityText(result.differential), "")
        self.assertIn("Picture: speaks against EMH", readoutText(result))

    def testNoNumberWhereTheEvidenceIsInsufficient(self):
        result = resultOf({"level": "thoracic"})
        self.assertEqual(togetherText(result.differential), "Together: insufficient evidence")
        self.assertEqual(headline(result), "EMH: insufficient evidence")


class BehindTest(unittest.TestCase):
    """What a finding rests on, and what holds it already."""

    def contributions(self, findings, setting=""):
        return {entry.finding.feature: entry for entry in resultOf(findings, setting).differential.contributions}

    def testPatientsOfEMHAndOfOthersApart(self):
        known = self.contributions({"margins": "well_defined"})["margins"]
        for ofTarget, ofOthers, text in (
                (Counted(3.0, 10.0, ("a",)), Counted(58.0, 197.0, ("a", "b")),
                 "EMH 3 of 10; others 58 of 197; 2 sources"),
                (Counted(0.0, 0.0), Counted(62.4, 97.0, ("a",)), "EMH by judgment; others 62 of 97; 1 source"),
                (Counted(0.3, 12.0, ("a",)), Counted(0.0, 5.0, ("a",)), "EMH <1 of 12; others 0 of 5; 1 source"),
                (Counted(0.0, 0.0), Counted(0.0, 0.0), "judgment only")):
            contribution = dataclasses.replace(known, ofTarget=ofTarget, ofOthers=ofOthers)
            self.assertEqual(countsText(contribution), text)
            self.assertEqual(behindText(contribution), f"entered, {text}")
        self.assertTrue(known.ofTarget.sources and known.ofOthers.sources)

    def testPartOfTheSetting(self):
        found = self.contributions({"splenomegaly": "present", "cancer_history": "present"}, "known_hemolysis")
        self.assertEqual(behindText(found["splenomegaly"]),
                         f"entered. Part of the setting: {HEMOLYSIS}")
        self.assertEqual(noteText(found["cancer_history"]), f"Part of the setting: {KNOWN_CANCER}")
        text = readoutText(resultOf({"splenomegaly": "present"}, "known_hemolysis"))
        self.assertIn(f"Part of the setting: {HEMOLYSIS}", text)

    def testFollowsFromWhich(self):
        found = self.contributions({"marrow_like": "present", "t1_marrow": "similar"})
        self.assertEqual(behindText(found["t1_marrow"]), "entered. Follows from signal like marrow on every sequence "
                                                         "and is not counted twice")
        self.assertEqual(found["marrow_like"].settledBy, {})
        found = self.contributions({"paravertebral_mass": "bilateral", "number": "multiple"})
        self.assertTrue(behindText(found["number"]).endswith("; follows in part from paravertebral mass"))
        entry = next(entry for entry in readout(resultOf({"marrow_like": "present", "t1_marrow": "similar"}, ""),
                                                MODEL)["contributions"] if entry["feature"] == "t1_marrow")
        self.assertEqual(entry["settled_by"], ["marrow_like"])

    def testWhatWeighsNothingSaysWhy(self):
        found = self.contributions({"cord_compression": "grade_2"})
        self.assertIn("Raises the alarm", noteText(found["cord_compression"]))

    def testNothingFollowsFromWhatIsContradicted(self):
        found = self.contributions({"epidural": "absent", "epidural_position": "posterior", "level": "thoracic"})
        self.assertIn("contradicts", noteText(found["epidural_position"]))
        self.assertEqual(found["epidural_position"].settledBy, {})


class ClassTextTest(unittest.TestCase):

    def testLeadingFormWhereThereAreSeveral(self):
        forms = (FormShare("a", "Hemangioma", 0.62), FormShare("b", "T-cell lesion", 0.38))
        entry = RankedClass("other", "Other", 0.3, 0.2, 0.4, forms)
        self.assertEqual(classText(entry), "Other: hemangioma 62 %")
        self.assertEqual(classText(dataclasses.replace(entry, forms=forms[1:])), "Other")
        # An abbreviation does not begin small, and neither do German nouns.
        self.assertEqual(classText(dataclasses.replace(entry, forms=forms[::-1])), "Other: T-cell lesion 38 %")
        german = {"Other": "Anderes", "Hemangioma": "H\u00e4mangiom"}
        self.assertEqual(classText(entry, lambda context, text: german.get(text, text)),
                         "Anderes: H\u00e4mangiom 62 %")


class TranslationTest(StatementCase):
    """All that is shown goes through the translation."""

    def testEveryWordIsTranslated(self):
        def marked(context, text):
            return re.sub(r"{\w+}|[A-Za-z]", lambda match: match[0] if match[0][0] == "{" else "#", text)
        result = resultOf({**FINDINGS, "cancer_history": "present", "marrow_like": "present",
                           "t1_marrow": "similar"}, "")
        differential = result.differential
        texts = [*statements(differential, marked), *shortStatements(differential, marked),
                 rarityText(differential, marked), unusualText(differential, marked), reasonText(differential, marked),
                 *decidersText(result, marked), *(behindText(entry, marked) for entry in differential.contributions),
                 *(classText(entry, marked) for entry in differential.classes), headline(result, marked)]
        for text in texts:
            self.assertNotRegex(text, "[A-Za-z]")


if __name__ == "__main__":
    unittest.main()
