"""Where a typed address leads, judged by its letters alone, before anything is touched.

RATIONALE: on Windows the mere look at a path on a host logs the account in there, so an address
is judged after every coding of it is undone.
"""

import re
from urllib.parse import unquote

WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods", ".csv")
"""Endings of workbooks; what is no workbook inside is refused with words."""
OUTSIDE = "a path that leads out of the workbooks' folder"
SHARE = "a share that policy does not name"
_WEB = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?")
_SCRAPS = ("~$", ".")
_MOST_CODINGS = 8


def is_web(target: str) -> bool:
    """Whether an address leads to the web or to a mailbox, so that no file is meant."""
    return _WEB.match(target) is not None


def slashed(path: str) -> str:
    """A path as two are compared."""
    plain = path.replace("\\", "/").casefold().rstrip("/")
    return plain.removeprefix("file:") if plain.startswith("file://") else plain


def uncoded(address: str) -> str:
    """An address without its fragment, each ``%5C`` in it undone as often as it takes."""
    plain = address.partition("#")[0]
    for _ in range(_MOST_CODINGS):
        before, plain = plain, unquote(plain)
        if plain == before:
            break
    return plain


def share_parts(address: str, prefixes: tuple[str, ...]) -> tuple[str, tuple[str, ...]] | None:
    """(Share of policy, parts of the path on it); ``None`` where it leads to none of them."""
    typed, plain = slashed(address), uncoded(address).replace("\\", "/")
    plain = plain[len("file:") :] if plain.casefold().startswith("file://") else plain
    for prefix in filter(None, prefixes):
        start = slashed(prefix)
        if typed == start or (typed.startswith(f"{start}/") and slashed(plain).startswith(start)):
            parts, why = _safe(plain[len(start) :])
            return None if why else (prefix, parts)
    return None


def file_parts(address: str) -> tuple[tuple[str, ...], str]:
    """The parts of a path in the workbooks' folder, and why it is refused; empty = it is not."""
    path = uncoded(address).replace("\\", "/").strip()
    if path.startswith("//"):
        return (), SHARE
    if path.startswith("/"):
        return (), "a path that begins at the root"
    return _safe(path)


def _safe(path: str) -> tuple[tuple[str, ...], str]:
    parts: list[str] = []
    for part in path.split("/"):
        # RATIONALE: Windows passes over full stops and spaces at the end of a name.
        name = part.rstrip(" .")
        if not name and "." in part and part != ".":
            if not parts or part != "..":
                return (), OUTSIDE
            parts.pop()
        elif ":" in part or _DEVICE.fullmatch(name.casefold()):
            return (), "a drive or device of one computer"
        elif _CONTROLS.search(part):
            return (), "an address with a line break in it"
        elif name:
            parts.append(name)
    return tuple(parts), ""


def own_kind(parts: tuple[str, ...]) -> str:
    """What of the portal's own a path in the workbooks' folder means by its names; empty = none."""
    names = [part.casefold() for part in parts]
    if any(name.startswith(_SCRAPS) or name.endswith((".tmp", "~")) for name in names):
        return "a file that a program keeps for itself"
    if names and (names[0] == "frameworks" or names[-1].endswith((".yml", ".yaml"))):
        return "a setting of the portal"
    if len(names) == 1 and names[0].endswith(WORKBOOK_ENDINGS):
        return "a workbook that the portal is made from"
    return ""
