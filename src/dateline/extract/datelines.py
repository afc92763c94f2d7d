"""What stands before the first sentence of a paragraph and is no part of it: datelines, clock times, bullets."""

from __future__ import annotations

import re

# Characters: no dateline is longer.
_LONGEST = 110
_MOST = 3
_CAPITALS = r"[A-Z][A-Z'’.\-]+(?:[ /][A-Z][A-Z'’.\-]+){0,3}"
_NAME = r"[A-Z][\w'’.\-]{1,20}(?:[ /][A-Z][\w'’.\-]{1,20}){0,3}"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+"
_DATE = rf"(?:{_DAY})?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?"
_AGENCY = r"\([A-Z][^()\n]{1,40}\)"
_DASH = r"(?:\s*[–—]\s*|\s+--?\s+)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[-*•·–—▪●►>]\s+",
        # "17:50 ", "7.30 pm - ": a capital must follow, or it is a number of the sentence.
        r"\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?(?:GMT|UTC|BST|CES?T|ES?T|EDT|local time))?\s*[:|–—-]?\s+(?=[A-Z])",
        # "KYIV, Ukraine, June 6 (MNA) - ", "PORT SUDAN - ", "Goma, DR Congo, 3 May — "
        rf"{_CAPITALS}(?:,\s+{_NAME}){{0,2}}(?:,?\s+{_DATE})?(?:\s*{_AGENCY})?{_DASH}",
        rf"{_NAME}(?:,\s+{_NAME}){{0,2}},?\s+{_DATE}(?:\s*{_AGENCY})?{_DASH}",
        rf"{_NAME}(?:,\s+{_NAME}){{0,2}}\s*{_AGENCY}{_DASH}",
        rf"{_DATE}(?:\s*{_AGENCY})?{_DASH}",
        # "(Agency) Rescuers …"
        rf"{_AGENCY}{_DASH}|{_AGENCY}\s+(?=[A-Z])",
        # "NEW DELHI: ", "BREAKING: "
        r"[A-Z]{4,}(?:[ ][A-Z]{2,}){0,2}:\s+(?=[A-Z])",
    )
)


def sentence_start(text: str, start: int, end: int) -> int:
    """Where a paragraph's first sentence begins: behind its dateline, clock time or bullet, if it has any.

    >>> words = "KYIV, June 6 (ABC) - Shells hit the port."
    >>> words[sentence_start(words, 0, len(words)) :]
    'Shells hit the port.'
    """
    for _ in range(_MOST):
        while start < end and text[start].isspace():
            start += 1
        lead = text[start : min(end, start + _LONGEST)]
        match = next((m for m in (p.match(lead) for p in _PATTERNS) if m), None)
        if match is None or start + match.end() >= end:
            break
        start += match.end()
    return start
