"""Words that technologists and scanners use for sequences: the one place for them.

Those of several languages, and those of DICOM's Image Type; each stands alone between separators.
"""

from __future__ import annotations

LOCALIZER = r"locs?|locali[sz]\w*|lokali\w*|scouts?|scout\w*|aah?\w*scout|survey|coilsurvey|topogram\w*|surview|" \
            r"scano\w*|calibration|cal|refscan|ref scan|shim2d|shimming|sys2dcard|smart ?(?:brain|spine|prep)|" \
            r"care ?bolus|field ?map\w*|b[01] ?map\w*|posdisp|reperage|planscan"
# Made of other images or of regions drawn on them. Synthetic MR is computed from maps of T1, T2 and proton density.
SYNTHETIC = r"symri|magic|synthetic ?(?:mri?|t[12]\w*|pd\w*|stir)|synt[12]\w*|syn ?(?:t[12]|pd|stir)\w*"
PROJECTION = r"mip|minip|minmip|maxip"
COMPUTED = rf"{PROJECTION}|subtraction|sub|subs|subs?tra\w*|rho|t[12]rho|{SYNTHETIC}"
LABELS = r"d?seg|segm\w*|labels?|labelmap|rois?|annotation\w*"
# GE calls the images before contrast agent mask, from which later ones are subtracted.
MASK = r"mask|masks"
REFORMATTED = r"mpr|reformat\w*"
FLUID_ONLY = r"myelo\w*|mrcp|mra|mrv|tof|angio\w*|cemra|venc|flow(?! comp)"
MAP = r"map|mapping|relaxomet\w*|mapit|myomaps|t[12] images|fat ?frac\w*|ff map|pdff|r2 ?star|quant|ttp|pei|mpe|" \
      r"iauc|wash"
EXPONENTIAL = r"eadc|exponential|eadc\w*"
ADC = r"[ds]?adc|iso ?adc|apparent diffusion coefficient|(?:coef\w*|koef\w*) (?:\w+ )*dif\w*|diffusionskoeff\w*"
DIFFUSION = r"[ec]?dwi|iso ?dwi|ddwi|dwibs|dti|dif|diff|diffus\w*|trace|tracew|ep2d|epi|resolve|b0|b\d{2,4}|tensor|" \
            r"kugel\d*|b \d{2,4}"
DYNAMIC = r"dyn\w*|perf\w*|twist|tricks|dce|dsc|grasp|disco|\d*steps|dynamic"
# A phase image: not one that is in phase, and not a moment after contrast agent.
PHASE = r"(?:filt )?pha|(?<!in )(?<!out )(?<!of )(?<!opp )(?<!opposed )(?<!op )(?<!ial )(?<!ous )(?<!tal )(?<!ell )" \
        r"(?<! \d )(?<!dual )(?<!multi )phase(?! \d)"
# T2*, proton density and FLAIR are neither of the roles T1 and T2; T1 FLAIR is T1.
T2_STAR = r"t2star|t2 star|medic|merge|cosmic|adage|mffe|swi|swan\w*|me2d|hemo\w*"
PROTON_DENSITY = r"pd\w?|pdw\w*|pd(?:fs|spair|tse)|dp|proton|proton density"
FLAIR = r"flair|dark ?fluid|da fl|t2flair\w*"
OPPOSED = r"opp|opposed(?: ?phase)?|oop|out ?of ?phase|out ?ph(?:ase)?"
IN = r"in ?ph(?:ase)?|ip"
BOTH_PHASES = rf"(?:{IN}|in) (?:{OPPOSED}|op|out)|(?:{OPPOSED}|op|out) (?:{IN}|in)|dual (?:echo|ffe|f?gre|flash|f?spgr)"
INVERSION = r"stir|tirm|tir"
_FAT_WORD = r"fat|grasa|graisse|gordura|grasso|fett\w*"
FAT_SUPPRESSED = rf"fs|sfs|fatsat|fatsep|spair|spir|fat ?sat\w*|fat ?sup\w*|chemsat|we|water exc\w*|watex\w*|proset|" \
                 rf"(?:sat\w*|sup\w*|sin|sans|senza|sem) (?:de |di |da |del |la )*(?:{_FAT_WORD})|yag bas\w*|yb|" \
                 r"fett ?(?:ges|unter|supp|sat|saet)\w*"
NOT_SUPPRESSED = r"(?:no|non|ohne|sans|without|not) (?:fs|fat ?sat\w*|fat ?sup\w*)|nfs"
DIXON, WATER, FAT = r"\w?m?dixon\w?|dix|ideal|flex|wfs|wfi", r"w|water", r"f|fat"
# Gradient echo with T1 weighting, by the names of the makers; Elster, mriquestions.com, "Gradient echo" lists them.
GRADIENT_ECHO = r"m?gre|[fmt]?ffe|e?tfe\w*|tfl\w*|fl[23]d\w*|flash|turboflash|star ?vibe|vibe|vibrant|bravo|" \
                r"mp ?rage|mprage|[ef]*spgr\w*|ir f?spgr|efgre3d|fgre|lava\w*|e?thrive|tigre|quick3d|" \
                r"isotropic vibe|gradient echo|eg|fame"
# Those that are T1-weighted whether their names say so or not.
T1_GRADIENT_ECHO = r"star ?vibe|vibe|vibrant|bravo|mp ?rage|mprage|[ef]*spgr\w*|lava\w*|e?thrive"
BALANCED = r"tru ?fi\w*|true ?fisp\w*|tfi[23]d\w*|fiesta\w*|ciss|ci3d\w*|b ?ffe|b ?tfe|balanced|b?ssfp|basg"
SLAB = r"3d|space|spc\w*|cube|vista|spine ?view|mvox|vibe|bravo|mp ?rage|mprage|lava\w*|e?thrive|ciss|fl3d\w*|quick3d"
SLICES = r"2d|fl2d\w*|me2d|fse2d|stir2d"
NORMALIZED = r"clear|pure|scic|prescan norm\w*|norm"
# Of a CT: what is no image of attenuation in Hounsfield units of its own, nor one of the energy of usual CT, as a
# monoenergetic image of about 70 keV is.
NO_ATTENUATION = r"vrt|report|dose|screen|timing|bolus|monitoring|vnc|iodine|jod\w*|z ?eff\w*|effective z|" \
                 r"electron density|synthetic|pseudo|(?:[345]|[89]|1\d)\d ?kev"
