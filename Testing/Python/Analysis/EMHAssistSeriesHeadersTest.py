"""What the headers of series say against comparing them."""

import dataclasses
import unittest

import numpy as np

from EMHAssistCases.SlabCase import makeCase, makeSeries
from EMHAssistLib.Acquisition import Acquisition
from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Analysis.SeriesChecks import comparabilityOf
from EMHAssistLib.Analysis.Signals import Signals
from EMHAssistLib.Cache import Cache
from EMHAssistLib.Case import Case, Displacement
from EMHAssistLib.Likelihood import loadModel
from EMHAssistLib.Measurement import Image
from EMHAssistLib.Naming.SequenceNames import acquisitionAsTold

MODEL = loadModel()
LEVELS = {"lesion": 100, "marrow": 90}
THICK = np.diag([1.0, 1.0, 4.0, 1.0])  # slices as those of a spin echo
PLAIN = {"Modality": "MR", "ScanningSequence": "SE", "ScanOptions": "PFP", "RepetitionTime": "600", "EchoTime": "10",
         "EchoTrainLength": "3", "FlipAngle": "150", "MagneticFieldStrength": "1.5", "ReceiveCoilName": "Spine",
         "Manufacturer": "Maker", "ManufacturerModelName": "One", "MRAcquisitionType": "2D"}


def series(role, name="", label=None, **header):
    """Return a series with what header and name tell."""
    # Signals that are none of an ADC in its units.
    levels = {place: 10 * level for place, level in LEVELS.items()} if role == "ADC" else LEVELS
    made = makeSeries(role, levels, noise=2, label=label)
    return dataclasses.replace(made, image=Image(made.image.array, THICK), acquisition=acquisitionAsTold(name, header))


def statements(*allSeries):
    """Return what is said of some series on which nothing has been measured, by the series."""
    case = Case(tuple(allSeries), (), {}, "")
    cache = Cache()
    found = {}
    for one in comparabilityOf(case, Signals(case, analyze(case, None).measurements, analyze(case, None).geometry,
                                             cache), cache).statements:
        found.setdefault(one.series, {})[one.topic] = one
    return found


def said(*allSeries):
    """Return topic and consequence of what is said, by the series."""
    return {labels: {topic: str(one.consequence) for topic, one in found.items()}
            for labels, found in statements(*allSeries).items()}


class AgainstTheRoleTest(unittest.TestCase):
    """A header that contradicts the role."""

    def testWhatFitsIsNotObjectedTo(self):
        for role, name in (("T1", "t1_tse_sag"), ("T1", "SAG T1"), ("T1", ""), ("T2", "InPhase: Ax T2 FSE Flex"),
                           ("InPhase", "t2_tse_dixon_sag_in"), ("STIR", "t2_tirm_sag"), ("STIR", "T2 FS"),
                           ("T1post", "SAG T1 FS"), ("T1post", "t1_vibe_tra_KM"), ("T1FS", "t1_tse_dixon_sag_W"),
                           ("T1GRE", "t1_vibe_dixon_tra_W"), ("T1GRE", "Ax T1 BRAVO"), ("Balanced", "t2_trufi"),
                           ("T1FS", "SAG T1 FS"), ("T1GRE", "t1_vibe_fs_tra"), ("T1post", "t1_vibe_dixon_tra_W"),
                           ("STIR", "Sagittal T2/STIR"), ("T1", "T1 SAG MPR"),
                           ("T1post", "t1_vibe_dyn_C"), ("T1GRE", "Ax LAVA Mask"), ("T1", "t1_tse_sag_C"),
                           ("ADC", "ep2d_diff_ADC"), ("T1", "T1 sag post OP"), ("T1", "Synthetic sagittal T1")):
            with self.subTest(role=role, name=name):
                self.assertEqual(said(series(role, name)), {})
        self.assertEqual(said(series("CT", "Spine 1.0", Modality="CT", RescaleType="HU")), {})
        self.assertEqual(said(series("T1", **PLAIN)), {})
        for times in ({"RepetitionTime": "2200", "EchoTime": "12", "InversionTime": "860"},
                      {"RepetitionTime": "2000", "EchoTime": "20"}, {"RepetitionTime": "600", "EchoTime": "22"}):
            self.assertEqual(said(series("T1", "T1", ScanningSequence="SE", **times)), {}, times)
        reformatted = {**PLAIN, "ImageType": "DERIVED\\SECONDARY\\MPR", "SeriesDescription": "t1_tse_sag"}
        self.assertEqual(said(series("T1", **reformatted)), {})

    def testContradictions(self):
        for role, name, header, topic in (
                ("T1", "SAG T1 FS", {}, "fat_suppression"),
                ("T1", "t1_tse_dixon_tra_W", {}, "fat_suppression"),
                ("T1", "SAG T1", {"ScanOptions": "FS"}, "fat_suppression"),
                ("T2", "T2 sag", {"SpectrallySelectedSuppression": "FAT"}, "fat_suppression"),
                ("STIR", "T2 sag", {"ScanOptions": "PFP"}, "fat_suppression"),
                ("T1", "t1_vibe_tra", {}, "sequence_family"),
                ("T1", "Ax T1 BRAVO", {}, "sequence_family"),
                ("T1", "SAG T1", {"ScanningSequence": "GR", "MRAcquisitionType": "3D"}, "sequence_family"),
                ("T1", "", {"RepetitionTime": "8", "EchoTime": "3"}, "sequence_family"),
                ("T2", "T2 sag", {"ScanningSequence": "EP\\SE"}, "sequence_family"),
                ("T2", "t2_trufi_sag", {}, "weighting"),
                ("T1GRE", "SAG T1", {"ScanningSequence": "SE"}, "sequence_family"),
                ("T1", "t2_tirm_sag", {}, "weighting"),
                ("T1", "", {"RepetitionTime": "4500", "EchoTime": "80", "InversionTime": "180"}, "weighting"),
                ("T2", "t1_tse_sag", {}, "weighting"),
                ("OpposedPhase", "t1_fl2d_in", {}, "weighting"),
                ("T1", "MAGiC T1", {}, "computed"),
                ("CT", "t1", {"Modality": "MR"}, "modality"),
                ("T1", "Spine", {"Modality": "CT"}, "modality"),
                ("CT", "Spine", {"Modality": "CT", "RescaleType": "Z_EFF"}, "units"),
                ("T1", "t1_tse_sag", {"ContrastBolusAgent": "Gadovist"}, "contrast_agent"),
                ("T1GRE", "Ax T1 BRAVO+C", {}, "contrast_agent"),
                ("CT", "Spine", {"Modality": "CT", "ContrastBolusAgent": "Ultravist"}, "contrast_agent"),
                ("T1post", "t1_tse_sag nativ", {}, "contrast_agent"),
                # What no role is for.
                ("T2", "DWI b0", {}, "content"),
                ("T2", "sag", {"DiffusionBValue": "800"}, "content"),
                ("ADC", "ep2d_diff_b800_TRACEW", {}, "content"),
                ("T2", "T2 sag", {"ImageType": "ORIGINAL\\PRIMARY\\P\\ND"}, "content"),
                ("STIR", "t2_tse_dixon_sag_F", {}, "content"),
                ("T1", "sag t1 seg", {}, "content"),
                ("T2", "T2 FLAIR", {}, "content"),
                ("T2", "PD sag", {}, "content"),
                ("T1", "Localizer", {}, "content"),
                ("CT", "VNC 1.0", {"Modality": "CT", "RescaleType": "HU"}, "content"),
                ("CT", "MIP 10.0", {"Modality": "CT", "RescaleType": "HU"}, "content"),
                ("T1", "T1 MIP", {}, "computed"),
                ("T1", "t1_tse_sag_SUB", {}, "computed"),
                ("T1", "T1", {"Modality": "PT"}, "modality"),
                ("CT", "WB", {"Modality": "PT"}, "modality"),
                # Another weighting than the one that is asked about.
                ("T2", "ep2d_diff_ADC", {}, "weighting"),
                ("T2", "SAG T1 FS", {}, "weighting"),
                ("STIR", "t1_vibe_fs_tra", {}, "weighting"),
                # The name fits, the times do not.
                ("T1", "SAG T1", {"RepetitionTime": "4000", "EchoTime": "100", "ScanningSequence": "SE"}, "weighting"),
                ("T1post", "SAG T1 GD", {"RepetitionTime": "4000", "EchoTime": "100"}, "weighting"),
                ("T2", "SAG T2", {"RepetitionTime": "500", "EchoTime": "10", "ScanningSequence": "SE"}, "weighting"),
                ("T1", "SAG T1", {"RepetitionTime": "4500", "EchoTime": "60", "InversionTime": "160"}, "weighting")):
            with self.subTest(role=role, name=name, header=header):
                self.assertEqual(said(series(role, name, **header)), {(role,): {topic: "refused"}})

    def testReasonsNameRoleAndFigures(self):
        one = statements(series("T1", "t2_tirm_sag", RepetitionTime="4500", EchoTime="80", InversionTime="180"))
        self.assertRegex(one["T1",]["weighting"].reason, "STIR.*TR 4500 ms, TE 80 ms, TI 180 ms.*given as T1")
        one = statements(series("T1", "t1_vibe_tra", RepetitionTime="8", EchoTime="3"))
        self.assertRegex(one["T1",]["sequence_family"].reason, "gradient echo .TR 8 ms, TE 3 ms.*T1 gradient echo")

    def testNamesOfPatientsAreNotRepeated(self):
        for one in statements(series("T1", "Mustermann SAG T1 FS"))["T1",].values():
            self.assertNotIn("Mustermann", one.reason)

    def testStirAfterContrastIsRefusedByTheHeaderAndDoubtedByTheClock(self):
        self.assertEqual(said(series("STIR", "STIR post GD")), {("STIR",): {"contrast_agent": "refused"}})
        self.assertEqual(said(series("STIR", "T2 TSE FS post GD")), {("STIR",): {"contrast_agent": "doubtful"}})
        post = dataclasses.replace(series("T1post", "T1 GD"), acquired=10.0)
        for role, name in (("STIR", "STIR"), ("T1", "SAG T1"), ("T2", "T2")):
            for hour, expected in ((10.2, {(role,): {"contrast_agent": "doubtful"}}), (9.8, {})):
                self.assertEqual(said(post, dataclasses.replace(series(role, name), acquired=hour)), expected)

    def testNormalizationAdvisesAgainstCorrection(self):
        found = statements(series("T1", ImageType="ORIGINAL\\PRIMARY\\M\\ND\\NORM"))
        self.assertEqual(found["T1",]["normalization"].consequence, "fine")
        self.assertIn("not advised", found["T1",]["normalization"].reason)

    def testRefusedSeriesAreNotComparedAndMakeNoFinding(self):
        plain, gradient = series("T1", "SAG T1"), series("T1", "t1_vibe_tra")
        for one, isCompared in ((plain, True), (gradient, False)):
            result = analyze(makeCase([one]), MODEL)
            row, = result.comparisons
            self.assertEqual((row.comparison.measurable, row.refused == ""), (isCompared, isCompared))
            self.assertEqual(bool(result.concordances), isCompared)
            self.assertEqual("t1_marrow" in result.measured, isCompared)
        self.assertIn("refused: it is a gradient echo", row.note)
        self.assertTrue(result.warnings[0].startswith("T1: not compared: it is a gradient echo"))


class TwoSeriesTest(unittest.TestCase):
    """Two series that are set against each other."""

    def pair(self, before=(), after=(), **change):
        """Return what is said of a series before contrast agent and one after."""
        pre, post = ({**PLAIN, **dict(before), **header} for header in ({}, {**dict(after), **change}))
        found = said(series("T1", "t1_tse_sag", **pre), series("T1post", "t1_tse_sag_km", **post))
        return {topic: consequence for labels, all_ in found.items() if len(labels) == 2
                for topic, consequence in all_.items()}

    def testAlike(self):
        self.assertEqual(self.pair(), {})
        self.assertEqual(self.pair(RepetitionTime="650", EchoTime="11"), {})  # less than a fifth
        self.assertEqual(self.pair(MagneticFieldStrength="1.494"), {})

    def testDifferences(self):
        for change, expected in (
                ({"ScanOptions": "PFP\\FS"}, {"fat_suppression": "refused"}),
                ({"ScanningSequence": "GR"}, {"sequence_family": "refused"}),
                ({"MRAcquisitionType": "3D"}, {"sequence_family": "refused"}),
                ({"RepetitionTime": "800"}, {"protocol": "doubtful"}),
                ({"EchoTime": "20"}, {"protocol": "doubtful"}),
                ({"EchoTrainLength": "5"}, {"protocol": "doubtful"}),
                ({"FlipAngle": "90"}, {"protocol": "doubtful"}),
                ({"MagneticFieldStrength": "3"}, {"field_strength": "refused"}),
                ({"ManufacturerModelName": "Other"}, {"scanner": "refused"}),
                ({"ReceiveCoilName": "Body"}, {"coil": "doubtful"}),
                ({"Manufacturer": "", "ManufacturerModelName": "", "ReceiveCoilName": "", "RepetitionTime": "",
                  "MagneticFieldStrength": "", "FlipAngle": ""}, {})):
            with self.subTest(change):
                self.assertEqual(self.pair(**change), expected)
        self.assertEqual(self.pair({"ImageType": "ORIGINAL\\PRIMARY\\M\\NORM", "Manufacturer": "SIEMENS"},
                                   {"ImageType": "ORIGINAL\\PRIMARY\\M\\ND"}), {"normalization": "doubtful"})

    def testPlanes(self):
        post = series("T1post", "t1_tse_km")
        turned = THICK[:, [2, 1, 0, 3]]
        angle = np.radians(10)
        tilted = np.array([[1, 0, 0, 0], [0, np.cos(angle), -np.sin(angle), 0], [0, np.sin(angle), np.cos(angle), 0],
                           [0, 0, 0, 1]])
        for matrix, isSaid in ((THICK, False), (tilted, False), (turned, True)):
            other = dataclasses.replace(post, image=Image(post.image.array, matrix))
            self.assertEqual("plane" in said(series("T1", "t1_tse"), other).get(("T1", "T1post"), {}), isSaid)

    def testEnhancementOfWhatCannotBeComparedIsRefused(self):
        pre, post = series("T1", "t1_tse_sag"), series("T1post", "t1_vibe_km")
        result = analyze(makeCase([pre, post], ["lesion", "marrow", "cord"]), MODEL)
        rows = [row for row in result.indices if row.index == "enhancement"]
        self.assertTrue(rows)
        for row in rows:
            self.assertFalse(row.comparison.measurable)
            self.assertIn("gradient echo", row.comparison.problem)
        self.assertNotIn("enhancement", result.measured)

    def testEnhancementTakesTheSeriesBeforeThatFits(self):
        """Fat-suppressed and gradient-echo series are compared with their like, by role where no header tells."""
        for role, name in (("T1", "t1_tse_km"), ("T1FS", "t1_tse_fs_km"), ("T1GRE", "t1_vibe_km")):
            before = [series("T1", **PLAIN), series("T1FS"), series("T1GRE")]
            post = series("T1post", name, **(PLAIN if role == "T1" else {}))
            result = analyze(makeCase([*before, post], ["lesion", "marrow", "cord"]), MODEL)
            self.assertEqual({row.series for row in result.indices}, {(role, "T1post")})

    def testPhasesOfTwoAcquisitions(self):
        phases = (series("InPhase", "in", EchoTime="4.6", RepetitionTime="120", FlipAngle="70"),
                  series("OpposedPhase", "opp", EchoTime="2.3", RepetitionTime="120", FlipAngle="70"))
        self.assertEqual(said(*phases), {})
        other = series("OpposedPhase", "opp", EchoTime="2.3", RepetitionTime="120", FlipAngle="15")
        self.assertEqual(said(phases[0], other), {("InPhase", "OpposedPhase"): {"protocol": "doubtful"}})


class SameSeriesTest(unittest.TestCase):
    """One series in two roles, or twice in one."""

    def testSameVoxels(self):
        one, other = series("T1"), series("T1post")
        same = dataclasses.replace(other, image=Image(one.image.array.copy(), THICK))
        self.assertEqual(said(one, other), {})
        self.assertEqual(said(one, same), {labels: {"same_series": "refused"}
                                           for labels in (("T1",), ("T1post",), ("T1", "T1post"))})
        again = dataclasses.replace(same, role="T1", label="T1 (2)")
        self.assertEqual(said(one, again), {("T1 (2)",): {"same_series": "refused"}})

    def testTheHeaderTellsWhichRoleIsRight(self):
        one = series("T1", "SAG T1")
        same = dataclasses.replace(series("T2", "SAG T1"), image=Image(one.image.array.copy(), THICK))
        found = said(one, same)
        self.assertNotIn(("T1",), found)
        self.assertEqual(found["T2",]["same_series"], "refused")

    def testSameUid(self):
        one = series("T1", SeriesInstanceUID="1.2", ImageType="ORIGINAL\\PRIMARY")
        again = series("T1post", SeriesInstanceUID="1.2", ImageType="ORIGINAL\\PRIMARY")
        self.assertIn("same_series", said(one, again)["T1", "T1post"])
        self.assertEqual(said(one, series("T1post", SeriesInstanceUID="1.3", ImageType="ORIGINAL\\PRIMARY")), {})

    def testWhatIsInPhaseIsAWeightingToo(self):
        one = series("T1", "t1_tse_dixon_sag_in")
        for role in ("InPhase", "OpposedPhase"):
            again = dataclasses.replace(one, role=role, label=role)
            topics = {topic for found in said(one, again).values() for topic in found}
            self.assertEqual("same_series" in topics, role != "InPhase")

    def testOfTwoRolesThatAreAskedAboutNoneIsRight(self):
        one = series("T1FS", "SAG T1 FS")
        found = said(one, dataclasses.replace(one, role="T1post", label="T1post"))
        for labels in (("T1FS",), ("T1post",), ("T1FS", "T1post")):
            self.assertEqual(found[labels]["same_series"], "refused")

    def testConstantImagesAreNotTheSame(self):
        one, other = (dataclasses.replace(series(role), image=Image(np.ones((5, 5, 5)), THICK))
                      for role in ("T1", "T2"))
        self.assertEqual(said(one, other), {})


class OnePatientTest(unittest.TestCase):
    def testThePatientOfMostSeriesIsTheRightOne(self):
        def of(*patients):
            return said(*(series(role, PatientID=patient) for role, patient in zip(("T1", "T2", "STIR"), patients)))

        self.assertEqual(of("1", "2", "2"), {("T1",): {"patient": "refused"}})
        self.assertEqual(of("1", "2"), {("T2",): {"patient": "refused"}})
        # As scanners and archives write one and the same, and where it is not known.
        for one, other in (("0047 11 ", "4711"), ("ab", "AB"), ("1", ""), ("", "")):
            self.assertEqual(of(one, other), {})

    def testThePatientIsNotNamed(self):
        [statement] = statements(series("T1", PatientID="Somebody"), series("T2", PatientID="Else"))["T2",].values()
        self.assertFalse([name for name in ("Somebody", "Else") if name in statement.reason])


class PlaceAndTimeTest(unittest.TestCase):
    """Other frames of reference and other times."""

    def testTheFrameOfMostSeriesIsTheRightOne(self):
        frames = [dataclasses.replace(series(role), frameOfReference=frame)
                  for role, frame in (("T1", "1"), ("T2", "2"), ("STIR", "2"), ("ADC", ""))]
        self.assertEqual(said(*frames), {("T1",): {"frame_of_reference": "refused"}})
        self.assertEqual(said(*frames[:2]), {("T2",): {"frame_of_reference": "refused"}})

    def testWhereTheDisplacementIsKnownTheFrameDoesNotMatter(self):
        one, other = (dataclasses.replace(series(role), frameOfReference=role) for role in ("T1", "T2"))
        found = Displacement("T1", (0.1, 0.2, 0.2), (0.0, 0.0, 0.0), 0.3, 0.2, "", (0.0, 0.0, 0.0), 0.5)
        known = statements(one, dataclasses.replace(other, displacement=found))["T2",]
        self.assertEqual(known["frame_of_reference"].consequence, "fine")
        unknown = dataclasses.replace(other, displacement=Displacement("T1", problem="too few edges"))
        self.assertEqual(statements(one, unknown)["T2",]["frame_of_reference"].consequence, "refused")

    def testTheExaminationOfMostSeriesIsTheRightOne(self):
        def at(*hours):
            return said(*(dataclasses.replace(series(role), acquired=hour)
                          for role, hour in zip(("T1", "T2", "STIR"), hours)))
        self.assertEqual(at(0, 1, 2), {})
        self.assertEqual(at(0, 30, 31), {("T1",): {"acquired_apart": "doubtful"}})
        self.assertEqual(at(0, 1, 30), {("STIR",): {"acquired_apart": "doubtful"}})
        self.assertEqual(at(0, 1, 24 * 400), {("STIR",): {"acquired_apart": "refused"}})
        pair = said(*(dataclasses.replace(series(role), acquired=hour) for role, hour in (("T1", 0), ("T1post", 24))))
        self.assertEqual(pair["T1", "T1post"], {"acquired_apart": "refused"})


class ShownTest(unittest.TestCase):
    """What is said of series is in every file."""

    def testFiles(self):
        from EMHAssistLib.Report.ReadoutFile import readout
        from EMHAssistLib.Report.ResultTables import comparabilityTable
        from EMHAssistLib.Report.Terminal import readoutText

        result = analyze(makeCase([series("T1", "SAG T1 FS", ImageType="ORIGINAL\\PRIMARY\\NORM")]), MODEL)
        first, second = comparabilityTable(result).rows
        self.assertEqual(first[:3], ("T1", "fat_suppression", "refused"))
        self.assertEqual(second[:3], ("T1", "normalization", "fine"))
        entry, _fine = readout(result, MODEL)["comparability"]
        self.assertEqual((entry["series"], entry["consequence"]), (["T1"], "refused"))
        text = readoutText(result)
        self.assertIn("Warning: T1: not compared: fat is suppressed", text)
        self.assertIn("Note: T1: the scanner has evened out", text)

    def testNothingIsAskedTwice(self):
        """At each step of a drag all statements come from the cache."""
        case, cache = makeCase([series("T1", **PLAIN), series("T1post", **PLAIN), series("T2")]), Cache()
        results = []
        for _ in range(2):
            results.append(analyze(case, None, cache).comparability)
        self.assertIs(*results)


class DefaultsTest(unittest.TestCase):

    def testWhatIsNotKnownIsNeverUnequal(self):
        allSeries = [dataclasses.replace(series(role), acquisition=Acquisition())
                     for role in ("T1", "T1post", "T2", "STIR", "InPhase", "OpposedPhase")]
        self.assertEqual(said(*allSeries), {})


if __name__ == "__main__":
    unittest.main()
