"""How heavy a text is to read, by the measure that is used for Norwegian and Swedish: LIX."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONG = 6
"""A word of more letters than this is a long one."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_END = re.compile(r"[.!?:]+(?=\s|$)")


def lix(texts: Iterable[str]) -> float:
    """Measure texts together: words per sentence, and the percentage of words of more than six letters.

    Parameters
    ----------
    texts
        Each is at least one sentence, whether it ends with a full stop or not. Figures are no words, and a
        word with a hyphen is one word. A sentence ends with a full stop, a question mark, an exclamation
        mark or a colon that has a space or nothing after it.

    Returns
    -------
    float
        The measure, with no unit; 0.0 where there is no word. Below 30 is very easy, 30 to 40 easy.

    References
    ----------
    Björnsson, C.-H. (1968). Läsbarhet. Liber.

    Examples
    --------
    Five words in two sentences, one of them long:

    >>> lix(["Ring oss i dag. Velkommen"])
    22.5
    """
    words, sentences = 0, 0
    long_ones = 0
    for text in texts:
        found = _WORD.findall(text)
        if not found:
            continue
        words += len(found)
        long_ones += sum(1 for word in found if len(word) > LONG)
        ended = list(_END.finditer(text))
        has_tail = bool(_WORD.search(text, ended[-1].end() if ended else 0))
        sentences += len(ended) + has_tail
    return words / sentences + 100 * long_ones / words if words else 0.0
