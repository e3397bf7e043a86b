"""Claims and mentions as JSON lines: the contract itself, and the way back."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from frontmap.contract import claim_from_json, claim_to_json
from frontmap.errors import InputError
from frontmap.faults import json_fault
from frontmap.records import Claim

__all__ = ["claim_lines", "json_lines", "read_claims"]

_STEERING = re.compile("[\x7f-\x9f\u2028\u2029]")  # what JSON may hold as it is, and some terminals and scripts obey


def json_lines(objects: Iterable[Any]) -> Iterator[bytes]:
    """Yield each object as one line of JSON in UTF-8; no control character stands in it, so that it can be printed."""
    for each in objects:
        line = json.dumps(each, ensure_ascii=False, separators=(", ", ": "))
        yield _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", line).encode("utf-8", "backslashreplace") + b"\n"


def claim_lines(claims: Iterable[Claim]) -> Iterator[bytes]:
    """Yield each claim as one line of the contract's JSON."""
    return json_lines(claim_to_json(claim) for claim in claims)


def read_claims(lines: Iterable[str | bytes], source: str = "") -> Iterator[Claim | InputError]:
    """Yield a claim a line, or, where a line is none, the error that says why: the other lines go on; a file in UTF-16 is refused as a whole.

    Parameters
    ----------
    lines : iterable of str or bytes
        Lines of a claims file.
    source : str
        Its name, for the errors.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if number == 1 and isinstance(line, bytes) and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield InputError("is UTF-16 text, which `>` makes of any output in Windows' own PowerShell: let frontmap write the file, with -o", path=source)
            return
        try:
            data = json.loads(line)
        except (ValueError, RecursionError) as error:
            told = json_fault(error) if isinstance(error, json.JSONDecodeError) else error
            yield InputError(f"is no JSON ({told}): expected one claim a line, as `frontmap extract` writes it", path=source, line=number)
            continue
        if not isinstance(data, dict):
            yield InputError(f"is a JSON {type(data).__name__}: expected an object, one claim a line", path=source, line=number)
            continue
        try:
            yield claim_from_json(data)
        except InputError as error:
            yield InputError(error.message, path=source, line=number)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            yield InputError(f"is no claim ({error!r}): expected what `frontmap extract` writes", path=source, line=number)
