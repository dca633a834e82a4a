"""Words that technologists and scanners use for sequences: the one place for them.

English, German, French and Spanish, and those of DICOM's Image Type; each stands alone between separators.
"""

from __future__ import annotations

import re
import unicodedata

LOCALIZER = r"loc|localizer|localiser|scout|aahscout|survey|topogram|surview|scano\w*|calibration|cal|refscan"
# Made of other images or of regions drawn on them. Synthetic MR is computed from maps of T1, T2 and proton density.
SYNTHETIC = r"symri|magic|synthetic ?(?:mri?|t[12]\w*|pd\w*|stir)|synt[12]\w*|syn ?(?:t[12]|pd|stir)\w*"
COMPUTED = rf"mip|minip|subtraction|sub|subtr\w*|rho|{SYNTHETIC}"
DERIVED = rf"{COMPUTED}|mpr|myelo\w*|mra|tof|angio\w*|d?seg|segmentation|mask|labels?|labelmap"
MAP = r"map|mapping"
DIFFUSION = r"dwi|dwibs|diff|diffusion|trace|tracew|ep2d|epi|resolve|b\d{2,4}|dyn\w*|perf\w*|twist|dce"
# T2*, proton density and FLAIR are neither of the roles T1 and T2; T1 FLAIR is T1.
OTHER_WEIGHTING = r"t2star|t2 star|medic|merge|mffe|swi|swan|pd|pdw|proton|dark fluid|either|" \
                  r"t2 (?:\w+ )*(?:gre|ffe|me2d|flair)|flair (?:\w+ )*t2"
OPPOSED = r"opp|opposed(?: ?phase)?|oop|out ?of ?phase|out ?ph(?:ase)?"
IN = r"in ?ph(?:ase)?|ip"
BOTH_PHASES = rf"(?:{IN}|in) (?:{OPPOSED}|op|out)|(?:{OPPOSED}|op|out) (?:{IN}|in)"
INVERSION = r"stir|tirm"
_AGENT = r"gad|gado|gadolinium|gd|gbca|(?:post)?(?:contraste?|kontrast)|ce|km|kontrastmittel|inj\w*|dotarem|gadovist"
CONTRAST = rf"post?|{_AGENT}"
NO_CONTRAST = rf"pre(?! op)|pre[ck]ontrast\w*|nativ\w*|unenhanced|" \
              rf"(?:vor|ohne|sans|s|sin|senza|no|non|without|wo|w o) (?:{CONTRAST})"
NOT_CONTRAST = r"post? (?:op\w*|lumbar|lam\w*|surg\w*|fusion|trauma\w*|rt|rad\w*|\d)"
CONTRAST_CT = rf"{CONTRAST}|venous|portal|portalven\w*|arterial|venos|arteriell|cta|iv"
FAT_SUPPRESSED = r"fs|fatsat|fatsep|spair|spir|fat ?sat\w*|fat ?sup\w*|chemsat|we|watex\w*|proset"
DIXON, WATER, FAT = r"m?dixon|ideal|flex|wfs|wfi", r"w|water", r"f|fat"
# Gradient echo with T1 weighting, by the names of the makers; Elster, mriquestions.com, "Gradient echo" lists them.
GRADIENT_ECHO = r"m?gre|[fmt]?ffe|e?tfe\w*|tfl\w*|fl[23]d\w*|flash|turboflash|star ?vibe|vibe|bravo|mp ?rage|mprage|" \
                r"[ef]*spgr\w*|ir f?spgr|efgre3d|fgre|lava\w*|e?thrive|tigre|quick3d|isotropic vibe|gradient echo|fame"
BALANCED = r"tru ?fi\w*|true ?fisp\w*|tfi[23]d\w*|fiesta\w*|ciss|ci3d\w*|b ?ffe|b ?tfe|balanced|b?ssfp|basg"
SLAB = r"3d|space|spc\w*|cube|vista|spine ?view|mvox|vibe|bravo|mp ?rage|mprage|lava\w*|e?thrive|ciss|fl3d\w*|quick3d"
SLICES = r"2d|fl2d\w*|me2d|fse2d|stir2d"
NORMALIZED = r"clear|pure|scic|prescan norm\w*|norm"
# What people write for "none" where the header asks for the contrast agent; contrast in the bowel is none in the blood.
_NO_AGENT = r"no|none|non|not|nil|without|w o|wo|ohne|kein\w*|sans|senza|sin|na|n a|nativ\w*|unenhanced|nacl|saline|" \
            r"water|oral\w*|rectal\w*|negativ\w*"
_IN_BLOOD = r"iv|i v|intravenous|intraven\w*"


def wordsOf(text: str) -> str:
    """Return the words of a text in lower case ASCII, with one space before and after each."""
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    # Vertebral levels such as T5-T6 are no weighting.
    text = re.sub(r"(?<![a-z0-9])[ctls]\d{1,2} ?- ?[ctls]\d{1,2}(?![a-z0-9])", " ", text)
    # BIDS begins names with sub-SUBJECT_ses-SESSION_, which is no subtraction.
    text = re.sub(r"(?<![a-z0-9])(?:sub|ses)-[a-z0-9]+(?=[_.])", " ", text)
    text = text.replace("t2*", " t2star ")
    # Two of them in one series cannot be told apart.
    text = re.sub(r"(?<![a-z0-9])((?:t[12]|pd)w?) ?/ ?(t[12]|stir|pd)", r" either \1 \2", text)
    text = re.sub(r"\+ ?c(?![a-z0-9])|(?<![a-z0-9])c ?\+", " contrast ", text)
    # Philips puts an e before what is as it was acquired; others write the fat suppression before the weighting.
    text = re.sub(r"(?<![a-z0-9])(?:e|(fs))(?=t[12](?![a-z0-9])|t[12]w|stir)", r" \1 ", text)
    text = re.sub(r"(?<![a-z0-9])fst2", " fs t2", text)
    # T1W, T2-weighted, T1FS: the weighting stands alone.
    text = re.sub(r"(?<![a-z0-9])(t[12])(?!star)[_-]?(?:w(?:eighted|i)?(?![a-z0-9/]))?(?=[^0-9]|$)", r"\1 ", text)
    text = re.sub(r"(?<![a-z0-9])(stir|tirm)(?=[23]d)", r"\1 ", text)
    return " " + " ".join(re.findall(r"[a-z0-9]+", text)) + " "


def has(words: str, pattern: str) -> bool:
    """Tell whether one of the words of a pattern is among those of a text."""
    return re.search(rf" (?:{pattern}) ", words) is not None


def tellsContrast(words: str, pattern: str = CONTRAST) -> bool | None:
    """Tell whether words say that there was contrast agent, or that there was none; None where they do not say."""
    if has(words, NO_CONTRAST):
        return False
    return True if has(re.sub(f" (?:{NOT_CONTRAST}) ", "  ", words), pattern) else None


def namesAgent(text: str) -> bool | None:
    """Tell whether what the header has for the contrast agent names one in the blood; None where it has nothing."""
    words = wordsOf(re.sub(r"\d+([.,]\d+)? ?(ml|cc|mmol)\b", " ", text.lower()))
    if not text.strip():
        return None
    if has(words, _IN_BLOOD):
        return True
    return bool(re.search("[a-z]", words)) and not has(words, _NO_AGENT)
