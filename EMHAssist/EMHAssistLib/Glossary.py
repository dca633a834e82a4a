"""Abbreviations that the panel shows, and what they mean: the one place for them. A test tells which one is missing.

The words of Roles, Display and of the model use them; where a text of the panel has one, its tool tip explains it.
"""

from __future__ import annotations

import re

from .Language import Translate, english
from .Language import mark as _

CONTEXT = "EMHAssistLib.Glossary"

TERMS = {
    "ADC": _("apparent diffusion coefficient: how freely water moves, computed from diffusion-weighted images; low "
             "where cells are dense"),
    "AUC": _("area under the ROC curve: how often a case with EMH scores above one without; 0.5 is chance, 1 perfect"),
    "CI": _("confidence interval: the range of values that fit the data"),
    "CRP": _("C-reactive protein, a blood test for inflammation"),
    "CSF": _("cerebrospinal fluid, around the cord in the thecal sac"),
    "CSV": _("comma-separated values: a table as a text file, which spreadsheets open"),
    "CT": _("computed tomography"),
    "CTpost": _("computed tomography after contrast medium"),
    "DICOM": _("the standard of medical images, with a header that says how they were made"),
    "DWI": _("diffusion-weighted imaging: bright where water moves little"),
    "EMH": _("extramedullary hematopoiesis: blood formed outside of the bone marrow, here beside or within the spine"),
    "ESCC": _("epidural spinal cord compression scale: from 0, confined to bone, to 3, cord compressed without CSF to "
              "be seen"),
    "ESR": _("erythrocyte sedimentation rate, a blood test for inflammation"),
    "HU": _("Hounsfield units: density on CT, 0 for water, -1000 for air"),
    "JSON": _("a text file that programs read"),
    "LR": _("likelihood ratio: how many times as often one diagnosis gives a finding as another one"),
    "MDS": _("myelodysplastic syndrome: marrow that forms too few blood cells"),
    "MR": _("magnetic resonance"),
    "MRI": _("magnetic resonance imaging"),
    "NF1": _("neurofibromatosis 1: inherited, with tumors of nerve sheaths"),
    "PET": _("positron emission tomography"),
    "RAS": _("coordinates that grow to the right, to the front and upward, in mm"),
    "ROC": _("receiver operating characteristic: sensitivity against false alarms, over all thresholds"),
    "ROI": _("region of interest: where an image is measured"),
    "SD": _("standard deviation: how far values scatter about their mean"),
    "SPECT": _("single photon emission computed tomography: a scintigram in slices"),
    "STIR": _("short tau inversion recovery: an MRI sequence in which fat is dark and fluid bright"),
    "T1": _("MRI sequence in which fat is bright and fluid dark; as a level, the first thoracic vertebra"),
    "T1FS": _("T1 with the signal of fat suppressed"),
    "T1GRE": _("T1 as gradient echo: fast, and sensitive to iron"),
    "T1post": _("T1 after contrast medium: bright where it enhances"),
    "T2": _("MRI sequence in which fluid is bright; fat is bright, too, unless it is suppressed; as a "
            "level, the second thoracic vertebra"),
    "TE": _("echo time of an MRI sequence, ms: the longer, the more it is weighted by T2"),
    "TI": _("inversion time of an MRI sequence, ms: it decides which tissue is dark"),
    "TR": _("repetition time of an MRI sequence, ms: the shorter, the more it is weighted by T1"),
    "TSE": _("turbo spin echo, also called fast spin echo: an MRI sequence"),
    "dB": _("decibans: ten times the logarithm of the odds; 10 dB multiply the odds by ten, 3 dB by two"),
    "n_effective": _("effective sample size: as many independent voxels as the mean of a region rests on; neighbors "
                     "resemble each other, so it is smaller than their count"),
}
# The first sign of a term, then letters: "mm" or "Yes" are not looked up.
_WORD = re.compile(r"\b(?:[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9]*|dB|n_effective)\b")
_MARKUP = re.compile(r"<[^>]*>|&\w+;")


def termsIn(text: str) -> tuple[str, ...]:
    """Return the abbreviations of the glossary that occur in a text, each once, in alphabetical order."""
    return tuple(sorted(TERMS.keys() & set(_WORD.findall(text))))


def explanation(term: str, translate: Translate = english) -> str:
    """Return what an abbreviation means."""
    return translate(CONTEXT, TERMS[term])


def markedUp(html: str, mark: str, translate: Translate = english) -> str:
    """Return HTML with each abbreviation in its texts marked.

    :param html: texts and tags
    :param mark: HTML with {term} and {meaning}, whose signs are harmless in HTML
    """
    def marked(text: str) -> str:
        return _WORD.sub(lambda match: mark.format(term=match[0], meaning=explanation(match[0], translate))
                         if match[0] in TERMS else match[0], text)

    parts, end = [], 0
    for tag in _MARKUP.finditer(html):
        parts += [marked(html[end:tag.start()]), tag[0]]
        end = tag.end()
    return "".join([*parts, marked(html[end:])])
