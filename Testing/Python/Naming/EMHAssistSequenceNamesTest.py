"""The guessed sequence role, on names that scanners and technologists give."""

import time
import unittest

from EMHAssistCases.PublicSequenceNames import sequenceNames
from EMHAssistLib.Naming.SequenceNames import guessSequenceRole
from EMHAssistLib.Roles import SEQUENCE_ROLES

# Series description, role; "" for none. The role of images nobody can tell apart by name is none, too.
SIEMENS = {
    "t1_tse_sag": "T1",
    "t1_tse_sag_fs_km": "T1post",
    "t1_vibe_dixon_tra_W": "",
    "t1_tse_dixon_sag_W": "",
    "t1_tse_fs_sag": "",
    "t1_tse_dixon_tra_p2_POS_W": "T1post",
    "t1_mprage_sag_p2_iso": "T1GRE",
    "t1_fl3d_tra": "T1GRE",
    "t2_trufi3d_we_sag": "Balanced",
    "t2_ci3d_tra": "Balanced",
    "t1_vibe_dixon_tra_KM_W": "T1post",
    "t2_tse_sag": "T2",
    "t2_space_sag_p2_iso": "T2",
    "t2_tse_dixon_sag_W": "STIR",
    "t2_tse_dixon_sag_F": "",
    "t2_tse_dixon_sag_in": "InPhase",
    "t2_tse_dixon_sag_opp": "OpposedPhase",
    "t1_fl2d_opp-in_tra": "",
    "t1_fl2d_in_opp_tra": "",
    "t2_tirm_sag": "STIR",
    "t2_me2d_tra": "",
    "ep2d_diff_b50_400_800": "",
    "ep2d_diff_b50_400_800_TRACEW": "",
    "ep2d_diff_b50_400_800_ADC": "ADC",
    "localizer": "",
    "AAHScout": "",
}
GE = {
    "T2 FRFSE SAG": "T2",
    "Sag T2 FSE FS": "STIR",
    "SAG T1 +C FS": "T1post",
    "Sag T1 FLAIR": "T1",
    "SAG T1 FS": "",
    "Ax T1 BRAVO": "T1GRE",
    "AX T1 GRE": "T1GRE",
    "Ax 3D SPGR": "T1GRE",
    "Ax LAVA": "T1GRE",
    "Ax T1 BRAVO+C": "T1post",
    "Sag FIESTA-C": "Balanced",
    "MAGiC T1": "",
    "WATER: Ax T1 FSE Flex": "",
    "Sag STIR": "STIR",
    "WATER: Sag T2 IDEAL": "STIR",
    "FAT: Sag T2 IDEAL": "",
    "InPhase: Ax LAVA-Flex": "InPhase",
    "OutPhase: Ax LAVA-Flex": "OpposedPhase",
    "Ax T1 IN-PH/OUT-PH": "",
    "Ax MERGE": "",
    "Ax DWI B600": "",
    "Apparent Diffusion Coefficient (mm2/s)": "ADC",
    "Exponential Apparent Diffusion Coefficient": "",
    "3-pl loc T2": "",
}
PHILIPS = {
    "T1W_TSE": "T1",
    "eT1W_TSE_CLEAR": "T1",
    "eSTIR_longTE": "STIR",
    "T1W_SPIR": "",
    "T1W_SPIR_C": "",
    "eTHRIVE": "T1GRE",
    "T1W_FFE": "T1GRE",
    "T2W_bFFE": "Balanced",
    "SyMRI T1W": "",
    "T1W_TSE_Gd": "T1post",
    "T2W_TSE": "T2",
    "T2W_SPAIR": "STIR",
    "STIR_longTE": "STIR",
    "T2W_mDIXON_W": "STIR",
    "T2W_mDIXON_IP": "InPhase",
    "T2W_mDIXON_OP": "OpposedPhase",
    "T1W_SPIR_GD": "T1post",
    "T2W_FFE": "",
    "PDW_TSE_SPAIR": "",
    "dADC": "ADC",
    "eADC": "",
    "Survey": "",
}
CANON_HITACHI = {
    "T2 FSE SAG FatSep": "STIR",
    "FSE T1 SAG": "T1",
    "SAG T2 WI": "T2",
    "Sag T2 Fat Sat": "STIR",
    "FatSat T2 FASE": "STIR",
    "T1WI+C": "T1post",
    "MYELO T2": "",
    "Scanogram": "",
}
OTHER_LANGUAGES = {
    "T1 nativ": "T1",
    "T1 ohne KM": "T1",
    "T1 vor KM": "T1",
    "t1 tse sag nach KM": "T1post",
    "T1 Kontrastmittel": "T1post",
    "T1 postkontrast": "T1post",
    "T1 con contraste": "T1post",
    "T1 sin contraste": "T1",
    "T1 s/ gado": "T1",
    "T2 sag fetts\u00e4ttigung FS": "STIR",
    "T1 SAG sans inj": "T1",
    "T1 SAG apr\u00e8s injection": "T1post",
    "SAG T1 GADO FS": "T1post",
    "STIR coro": "STIR",
    "Diffusion axiale": "",
}
FALSE_FRIENDS = {
    "post lumbar laminectomy": "",
    "T1 sag post lumbar laminectomy": "T1",
    "T1 sag post OP": "T1",
    "T1 sag post OP +Gd": "T1post",
    "T1 pre-OP Gd": "T1post",
    "T1 posterior elements": "T1",
    "T12 level": "",
    "AX T1 T5-T6": "T1",
    "AX T1 T2-T7": "T1",
    "STIR T1-T12": "STIR",
    "T2 TSE WS T1-L1": "T2",
    "CTL spine": "",
    "CTL spine T2": "T2",
    "CT1": "",
    "T2*": "",
    "T2* GRE AX": "",
    "T2 map": "",
    "PD FS": "",
    "Sag PD/T2": "",
    "Sag T2-W": "T2",
    "T2-weighted sagittal": "T2",
    "T2 FLAIR": "",
    "T1 w/o contrast": "T1",
    "T1 non contrast": "T1",
    "Sag T1 pre contrast": "T1",
    "Sag T1 w contrast": "T1post",
    "SAG T1 C+": "T1post",
    "T1+Gd": "T1post",
    "CE T1": "T1post",
    "opp": "OpposedPhase",
    "loc": "",
    "sub-01_ses-2_T2w.nii.gz": "T2",
    "SAG T1 FATSAT": "",
    "Sagittal T2/STIR": "",
    "FST2_SAG": "STIR",
    "t2_seg-manual": "",
    "Sag STIR2D T2W": "STIR",
    "Synthetic sagittal T1": "T1",
    "T2FS": "STIR",
    "T1TSE": "T1",
    "ADC (10^-6 mm\u00b2/s)": "ADC",
    "": "",
    "Series 5": "",
    "T1 SAG NON FS": "T1",
    "T2 sag no fat sat": "T2",
}


# Public names that are not guessed as they are labeled: no role, and a wrong one.
MISSED = {"t1_tse_DIXON_sag_post", "t1_tse_dixon_sag_+C", "C4-T2 REVOLVE COR FS", "C12-T2 FSE COR FS, 16 slices"}
WRONG = {"t1FL3dfs15fa_matchVIBE"}


def guess(name="", **metadata):
    return guessSequenceRole(name, metadata).role


class SequenceNamesTest(unittest.TestCase):

    def testNames(self):
        for table in (SIEMENS, GE, PHILIPS, CANON_HITACHI, OTHER_LANGUAGES, FALSE_FRIENDS):
            for name, role in table.items():
                for form in (name, name.upper() if "*" not in name else name, f" {name.replace(' ', '_')} "):
                    self.assertEqual(guess(form), role, form)
                self.assertEqual(guess("volume", Modality="MR", SeriesDescription=name), role, name)

    def testPublicNames(self):
        names = sequenceNames()
        self.assertGreater(len(names), 700)
        missed, wrong = set(), set()
        for name, roles in names:
            role = guess("volume", Modality="MR", SeriesDescription=name)
            if role not in roles:
                (wrong if role else missed).add(name)
        self.assertEqual((missed, wrong), (MISSED, WRONG))

    def testPublicNamesAreGuessedFromFileNamesToo(self):
        """What scenes and files without a header have is the name alone."""
        for name, roles in sequenceNames():
            if "PET" not in name and "CT" not in name and name not in WRONG | MISSED:
                self.assertIn(guess(name), roles, name)

    def testAGuessTakesLessThanAMillisecond(self):
        names = [name for name, _ in sequenceNames()]
        start = time.process_time()
        for name in names:
            guess("volume", Modality="MR", SeriesDescription=name, ImageType="ORIGINAL\\PRIMARY\\M")
        self.assertLess((time.process_time() - start) / len(names), 1e-3)

    def testWhatIsAskedAboutSaysBetweenWhat(self):
        asked = guessSequenceRole("", {"SeriesDescription": "t1_tse_fs_sag"})
        self.assertEqual((asked.role, asked.mayBe, asked.shows), ("", ("T1FS", "T1post"), ""))
        self.assertIn("choose T1 fat-suppressed or T1 post-contrast", asked.reason)
        self.assertEqual(guessSequenceRole("t1_vibe_fs_tra", {}).mayBe, ("T1GRE", "T1post"))
        self.assertEqual(guessSequenceRole("t1_tse_sag_C", {}).mayBe, ("T1", "T1post"))
        for metadata, role in (({"ContrastBolusAgent": "NONE"}, "T1FS"), ({"ContrastBolusAgent": "Dotarem"}, "T1post")):
            self.assertEqual(guess("t1_tse_fs_sag", **metadata), role)
        times = {"RepetitionTime": "500", "EchoTime": "10", "ScanOptions": "FS"}
        self.assertEqual(guess("Series 5", **times), "")

    def testWhatNoRoleIsForSaysWhatItShows(self):
        for metadata, shows in (
                ({"SeriesDescription": "T2 sag", "ImageType": "ORIGINAL\\PRIMARY\\P\\ND"}, "a phase image"),
                ({"SeriesDescription": "T2 sag", "ImageType": "ORIGINAL\\PRIMARY\\PHASE MAP\\P\\FFE"}, "a phase image"),
                ({"SeriesDescription": "T2 sag", "ComplexImageComponent": "PHASE"}, "a phase image"),
                ({"SeriesDescription": "sag", "DiffusionBValue": "800"}, "diffusion-weighted"),
                ({"SeriesDescription": "T2 sag", "AcquisitionContrast": "DIFFUSION"}, "diffusion-weighted"),
                ({"SeriesDescription": "T1 sag", "Modality": "PT"}, "of modality PT"),
                ({"SeriesDescription": "t2_tse_dixon_sag_F"}, "the fat of a Dixon"),
                ({"SeriesDescription": "sag t1 seg"}, "a map of labels"),
                ({"SeriesDescription": "MIP T1"}, "a projection"),
                ({"Modality": "CT", "SeriesDescription": "VNC 1.0"}, "computed from other images")):
            found = guessSequenceRole("", metadata)
            self.assertEqual((found.role, found.shows), ("", shows), metadata)
            self.assertIn(shows, found.reason)
        for metadata, role in (({"SeriesDescription": "ADC", "AcquisitionContrast": "DIFFUSION"}, "ADC"),
                               ({"SeriesDescription": "T2 sag", "DiffusionBValue": "0"}, "T2"),
                               ({"SeriesDescription": "T2 sag", "ComplexImageComponent": "MAGNITUDE"}, "T2"),
                               ({"SeriesDescription": "T1 sag", "Modality": "OT"}, "T1")):
            self.assertEqual(guess(**metadata), role, metadata)

    def testCtByModalityOrName(self):
        self.assertEqual(guess("CT LWS 1.0 B70"), "CT")
        self.assertEqual(guess("CT T1-T12 sag"), "CT")
        self.assertEqual(guess("", Modality="CT", SeriesDescription="T2 recon 1.0 B70s"), "CT")
        self.assertEqual(guess("", Modality="CT", SeriesDescription="Topogram 0.6"), "")
        self.assertEqual(guess("", Modality="MR", SeriesDescription="CT T2 TSE"), "T2")
        self.assertEqual(guess("SAG T2 CT"), "")

    def testDescriptionBeforeProtocolBeforeName(self):
        self.assertEqual(guess("T1", SeriesDescription="STIR", ProtocolName="T2"), "STIR")
        self.assertEqual(guess("T1", SeriesDescription="Series 5", ProtocolName="T2"), "T2")
        self.assertEqual(guess("T1", SeriesDescription="Series 5", ProtocolName="Spine"), "T1")
        self.assertEqual(guess("T1", SeriesDescription="ep2d_diff"), "")

    def testImageTypeTellsImagesOfOneAcquisitionApart(self):
        for description, imageType, role in (
                ("", "DERIVED\\PRIMARY\\DIFFUSION\\ADC\\ND", "ADC"),
                ("Spine", "DERIVED\\PRIMARY\\DIFFUSION\\EADC", ""),
                ("t2_tse_dixon_sag", "DERIVED\\PRIMARY\\DIXON\\WATER", "STIR"),
                ("t2_tse_dixon_sag", "DERIVED\\PRIMARY\\DIXON\\FAT", ""),
                ("t2_tse_dixon_sag", "ORIGINAL\\PRIMARY\\DIXON\\IN_PHASE", "InPhase"),
                ("t2_tse_dixon_sag", "DERIVED\\PRIMARY\\DIXON\\OPP_PHASE", "OpposedPhase"),
                ("Ax LAVA-Flex", "DERIVED\\PRIMARY\\DIXON\\OUT_PHASE", "OpposedPhase"),
                ("T2 sag", "ORIGINAL\\PRIMARY\\M_FFE\\M\\FFE", ""),
                ("T2 sag", "ORIGINAL\\PRIMARY\\M_SE\\M\\SE", "T2"),
                ("T1 sag", "ORIGINAL\\PRIMARY\\M\\ND\\NORM", "T1"),
                ("T1", "DERIVED\\PRIMARY\\SUBTRACTION", "")):
            self.assertEqual(guess(SeriesDescription=description, ImageType=imageType), role, (description, imageType))

    def testContrastAgentInTheHeader(self):
        self.assertEqual(guess(SeriesDescription="t1_tse", ContrastBolusAgent="Gadovist"), "T1post")
        self.assertEqual(guess(SeriesDescription="t2_tse", ContrastBolusAgent="Gadovist"), "T2")
        self.assertEqual(guess(SeriesDescription="t1_tse nativ", ContrastBolusAgent="Gadovist"), "T1")
        for none in ("", " ", "None", "NO", "NO CONTRAST", "W/O", "ohne KM", "sans", "-", "NONE GIVEN", "NaCl", "ORAL",
                     "0 ml", "kein KM", "sem contraste", "No IV contrast", "no gad given", "Gadovist not given",
                     "IV: no", "ohne Gadovist", "Gastrografin oral", "per os", "buscopan", "FALSE", "brak", "yok"):
            self.assertEqual(guess(SeriesDescription="t1_tse", ContrastBolusAgent=none), "T1")

        for agent in ("Dotarem 15 ml", "Gd-DTPA", "Gadoterate meglumine", "IV", "YES", "ORAL & IV",
                      "7,5 ml Gadobutrol", "APPLIED", "gadavist 10 cc", "ProHance"):
            self.assertEqual(guess(SeriesDescription="t1_tse", ContrastBolusAgent=agent), "T1post", agent)

    def testTextsAboutTheAgent(self):
        """A denial is one of the agent, not of what came of it."""
        for agent, role in (("N", "T1"), ("Gadovist none", "T1"), ("no Gadovist", "T1"), ("Gadovist not given", "T1"),
                            ("Gadovist, 7.5 ml; no reaction", "T1post"), ("Dotarem (keine Nebenwirkungen)", "T1post")):
            with self.subTest(agent):
                self.assertEqual(guess(SeriesDescription="t1_tse", ContrastBolusAgent=agent), role)

    def testOtherScripts(self):
        for name, role in (("T1 \u0441 \u043a\u043e\u043d\u0442\u0440\u0430\u0441\u0442\u043e\u043c", "T1post"),
                           ("T1 \u0431\u0435\u0437 \u043a\u043e\u043d\u0442\u0440\u0430\u0441\u0442\u0430", "T1"),
                           ("T1 \u77e2\u72b6 \u589e\u5f3a", "T1post"), ("T1 \u5e73\u626b", "T1"),
                           ("\u9020\u5f71 T1 SAG", "T1post"), ("\u9020\u5f71\u524d T1 SAG", "T1")):
            with self.subTest(name):
                self.assertEqual(guess(SeriesDescription=name), role)

    def testMoreNames(self):
        for name, role in (("T1 W+WO", ""), ("T2 relaxometry", ""), ("OP: T1 GRE", "OpposedPhase"),
                           ("IP: T1 GRE", "InPhase"), ("sub-1_label-6_T2w", "T2"), ("sub-1_T2w_label-6_dseg", ""),
                           ("sub-1_label-spine_mask", "")):
            with self.subTest(name):
                self.assertEqual(guess(name), role)

    def testCtOfOneEnergy(self):
        for name, role in (("MonoE 40 keV", ""), ("Mono 190keV", ""), ("MonoE 70 keV", "CT"), ("Spine 120 kV", "CT")):
            with self.subTest(name):
                self.assertEqual(guess("", Modality="CT", SeriesDescription=name), role)

    def testContrastOfCt(self):
        self.assertEqual(guess("", Modality="CT", SeriesDescription="Spine 1.0", ContrastBolusAgent="ORAL"), "CT")
        self.assertEqual(guess("", Modality="CT", SeriesDescription="Spine", ContrastBolusAgent="Ultravist"), "CTpost")
        self.assertEqual(guess("", Modality="CT", SeriesDescription="Abdomen portal venous"), "CTpost")
        self.assertEqual(guess("", Modality="CT", SeriesDescription="nativ", ContrastBolusAgent="Ultravist"), "CT")

    def testHeaderTellsWhatTheNameDoesNot(self):
        self.assertEqual(guess(SeriesDescription="T1 sag", ScanOptions="PFP\\FS"), "")
        self.assertEqual(guess(SeriesDescription="T1 sag nativ", ScanOptions="PFP\\FS"), "T1FS")
        self.assertEqual(guess(SeriesDescription="T1 sag", ScanOptions="SAT_GEMS\\TRF_GEMS"), "T1")
        self.assertEqual(guess(SeriesDescription="T2 sag", ScanOptions="FS"), "STIR")
        self.assertEqual(guess(SeriesDescription="T1 sag", ScanningSequence="GR"), "T1GRE")
        self.assertEqual(guess(SeriesDescription="T1 sag", SpectrallySelectedSuppression="FAT",
                               ContrastBolusAgent="NONE"), "T1FS")
        self.assertEqual(guess(SeriesDescription="sag", RepetitionTime="8", EchoTime="3"), "")

    def testTimesOnly(self):
        for repetition, echo, inversion, role in ((500, 10, None, "T1"), (650, 9, 0, "T1"), (3500, 100, None, "T2"),
                                                  (4000, 60, 150, "STIR"), (5000, 30, 220, "STIR"),
                                                  (9000, 120, 2500, ""), (2000, 10, 860, ""), (3000, 30, None, ""),
                                                  (1200, 20, None, ""), (0, 0, None, "")):
            metadata = {"Modality": "MR", "RepetitionTime": str(repetition), "EchoTime": str(echo)}
            if inversion is not None:
                metadata["InversionTime"] = str(inversion)
            self.assertEqual(guess("Series 5", **metadata), role, metadata)
        times = {"RepetitionTime": "500", "EchoTime": "10"}
        self.assertEqual(guess(ContrastBolusAgent="Dotarem", **times), "T1post")
        self.assertEqual(guess("t2_tse", **times), "T2")

    def testBrokenMetadataIsNoException(self):
        for value in ("", "abc", "nan", "inf", "-1", "500\\600", "1e400"):
            self.assertIn(guess("Series", RepetitionTime=value, EchoTime=value, InversionTime=value), ("", "STIR"))
        self.assertEqual(guess("\u0000\u4e2d\u6587 \U0001f600" * 1000), "")

    def testReasonNamesTheEvidence(self):
        self.assertIn("'t2_tse'", guessSequenceRole("x", {"SeriesDescription": "t2_tse"}).reason)
        self.assertIn("TR 500 ms", guessSequenceRole("x", {"RepetitionTime": "500", "EchoTime": "10"}).reason)
        self.assertTrue(guessSequenceRole("", {}).reason)

    def testEveryTitleIsGuessedAsItself(self):
        """Names that the project itself gives come back."""
        for role in SEQUENCE_ROLES:
            for name in (role.name, role.title, role.option):
                expected = "T1post" if role.name == "T1post" else role.name
                self.assertEqual(guess(name), expected, name)


if __name__ == "__main__":
    unittest.main()
