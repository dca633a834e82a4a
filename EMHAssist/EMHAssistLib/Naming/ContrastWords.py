"""Words for contrast agent, given or not: English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Czech
and Turkish."""

from __future__ import annotations

import re

from .SequenceText import has, wordsOf

_AGENTS = r"gad\w*|gd(?:dtpa|dota)?|gbca|dota\w*|magnevist|omniscan|prohance|multihance|primovist|eovist|clariscan|" \
          r"elucirem|vueway|pixxoscan|artirem|cyclolux|ablavar|vasovist|iohexol|iopamid\w*|iodixanol|iomeprol\w*|" \
          r"iopromid\w*|ioversol|iobitridol|omnipaque|visipaque|ultravist|isovue|iomer\w*|imeron|solutrast|accupaque|" \
          r"xenetix|optiray|iopamiro"
AGENT = rf"{_AGENTS}|(?:contrast|kontrast)(?!siz|los|less|free)\w*|kontra\w*cie|ce|km|mdc|kl|kmi|" \
        r"inj|inje\w*|cte|ivkm|civ|(?<!\d )cm"
# A T1 is called late by the time after contrast agent.
_LATER = r"\d+ ?min\w*|delay\w*|late|later|spaet\w*|tardi\w*|arterial\w*|arteriell\w*|portal\w*|venous|venoes|venos"
CONTRAST = rf"post?|with(?= $)|(?:apres|nach|con|com|mit|avec|met) iv|(?<!^ )iv|{_LATER}|{AGENT}"
CONTRAST_CT = rf"{CONTRAST}|cta|iv"
# As tellsContrast finds them: what is without, whether or not the agent is named.
_WITHOUT = r"vor|ohne|sans|s(?! kontr)|ss|sin|sem|senza|no|non|not|without|w ?o|wo|zonder|bez|antes(?: de)?|avant|" \
           r"prima|przed|pred"
_NATIVE = r"pre(?! op)|nativ\w*|unenhanced|nonenhanced|noncontrast\w*|plain|basale?|without|wo|sin|kontrastsiz|" \
          r"blanco|senza|nc"
NO_CONTRAST = rf"(?:{_WITHOUT}|pre(?! op)) (?:the |de |di |del )?(?:iv )?(?:{AGENT})|{_NATIVE}"
NOT_CONTRAST = r"post? (?:op\w*|lumbar|lam\w*|surg\w*|fusion|trauma\w*|rt|rad\w*|chir\w*|vertebro\w*|\d)"
BOTH = r"pre (?:und|and|et|e|y|i|ve|en)? ?post?"
# "C" is contrast agent, or the cervical spine.
PERHAPS = "c"

# What people write for "none" where the header asks for the contrast agent; contrast in the bowel is none in the blood.
_NONE = r"no|none|non|not|nil|null|without|w ?o|wo|ohne|kein\w*|sans|aucun\w*|senza|nessun\w*|sin|ningun\w*|sem|" \
        r"nenhum\w*|zonder|geen|bez|brak|yok|nie|na|n a|nativ\w*|unenhanced|plain|nacl|saline|kochsalz\w*|water|air|" \
        r"wasser|buscopan|glucagon|oral\w*|orally|rectal\w*|rektal\w*|po|per os|enema|gastro\w*|bari\w*|mannit\w*|" \
        r"negativ\w*|false|unknown|refused"
_NEGATION = r"no|none|non|not|without|w ?o|wo|ohne|kein\w*|sans|senza|sin|sem|zonder|geen|bez"
_IN_BLOOD = r"iv|i v|intravenous|intraven\w*"


def tellsContrast(words: str, pattern: str = CONTRAST) -> bool | None:
    """Tell whether words say that there was contrast agent, or that there was none; None where they do not say, or say
    both."""
    after, before = saysAfter(words, pattern), has(words, NO_CONTRAST)
    return None if after == before else after


def saysBoth(words: str) -> bool:
    """Tell whether words say that a series holds images before contrast agent and after."""
    return has(words, BOTH) or (has(words, NO_CONTRAST) and saysAfter(words))


def saysAfter(words: str, pattern: str = CONTRAST) -> bool:
    """Tell whether words say that contrast agent had been given, whatever else they say."""
    words = re.sub(f" (?:{NO_CONTRAST}) ", "  ", re.sub(f" (?:{NOT_CONTRAST}) ", "  ", words))
    return has(words, pattern)


def namesAgent(text: str) -> bool | None:
    """Tell whether what the header has for the contrast agent names one in the blood; None where it has nothing."""
    if not text.strip():
        return None
    words = wordsOf(re.sub(r"\d+([.,]\d+)? ?(ml|cc|mmol|mg)\b", " ", text.lower()))
    named = rf"{_IN_BLOOD}|{_AGENTS}"
    if has(words, named):
        isDenied = has(words, rf"(?:{_NEGATION}) (?:iv )?(?:{named})") or has(
            words, rf"(?:{named}) (?:\w+ )*(?:{_NEGATION})(?: given| gegeben| administered| injected)?(?= $)")
        return not isDenied
    return bool(re.search("[a-z]", words)) and words != " n " and not has(words, _NONE)
