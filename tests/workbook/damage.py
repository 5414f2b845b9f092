"""Ways to damage a workbook: bytes of the file, bytes of a part, parts of the archive."""

import random
import re
import warnings
import zipfile
import zlib
from io import BytesIO

_TOKENS: tuple[bytes, ...] = (
    *(b"", b"\x00", b"\xff\xfe", b"\xc3\x28", b"<", b">", b"&", b"&#0;", b"&x;", b"</row>"),
    *(b"<!DOCTYPE a [<!ENTITY x 'y'>]>", b"<c><c><c>", b"_x0000_", b"_xD800_", b"1_0"),
    *(b'r="A0"', b'r="XFE1"', b'r="ZZZZ9"', b't="s"', b't="q"', b's="-1"', b's="999999"'),
    *(b"<v>-1</v>", b"<v>1e999</v>", b"<v>nan</v>", b"<v>99999999999999999999</v>", b"<v></v>"),
    *(b'ref="A1:XFD1048576"', b'date1904="1"', b'encoding="utf-7"', b'encoding="utf-16"'),
    *(b'numFmtId="14"', b'numFmtId="-5"', b'state="hidden"', b"45000.999999", b"-45000"),
    *(b"2958466", "\u202e\u200b\ufffe".encode()),
)


def of_file(content: bytes, rng: random.Random) -> bytes:
    """A few bytes of the file itself are changed, cut or doubled."""
    data = bytearray(content)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(data))
        match rng.randrange(4):
            case 0:
                data[at] = rng.randrange(256)
            case 1:
                data[at] ^= 1 << rng.randrange(8)
            case 2:
                del data[at : at + rng.randint(1, 64)]
            case _:
                data[at:at] = data[at : at + rng.randint(1, 64)]
        if not data:
            return b""
    return bytes(data)


def of_part(content: bytes, rng: random.Random) -> bytes:
    """A part's own bytes are changed, so that the zip stays whole and the XML does not."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old:
        names = old.namelist()
        hit = set(rng.sample(names, rng.randint(1, min(3, len(names)))))
        with zipfile.ZipFile(out, "w") as new:
            for name in names:
                data = old.read(name)
                if name in hit:
                    if rng.random() < 0.05:
                        continue
                    data = _spliced(data, rng)
                new.writestr(name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _spliced(data: bytes, rng: random.Random) -> bytes:
    whole = bytearray(data)
    for _ in range(rng.randint(1, 5)):
        at = rng.randrange(len(whole) + 1)
        length = rng.choice((0, 0, 1, 4, 30))
        whole[at : at + length] = rng.choice(_TOKENS)
    return bytes(whole)


def of_values(content: bytes, rng: random.Random) -> bytes:
    """Values and attributes are swapped for nasty ones, so that the XML stays whole."""
    out = BytesIO()
    nasty = (
        "0", "-1", "1e308", "1e999", "nan", "", " ", "45000.5", "99999999", "0.0000001", "=1",
        "31/02/2024", "2026-13-01", "javascript:x", "\u202e", "_x0007_", "1" * 400, "٣", "²", "½",
        "2026-11-20T25:61", "12/12/12 99:99", "%", "-%", "1,,0", "0x10", "Infinity", "\\\\a\\b",
        "http://[", "http://a:b@c", "mailto:", "#REF!", "١٢", "true", "1;2;;3", ",,,", ";",
        "SAFE-1,",
    )  # fmt: skip
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if "sheet" in name and name.endswith(".xml") and b"<v>" in data + b"<v>":
                data = _valued(data, nasty, rng)
            new.writestr(name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _valued(data: bytes, nasty: tuple[str, ...], rng: random.Random) -> bytes:
    def swapped(found: re.Match[bytes]) -> bytes:
        if rng.random() > 0.2:
            return found.group()
        value = rng.choice(nasty).replace("&", "&amp;").replace("<", "&lt;")
        return found.group(1) + value.encode() + found.group(3)

    data = re.sub(rb"(<v>|<t>|<t [^>]*>)([^<]*)(</v>|</t>)", swapped, data)
    if rng.random() < 0.5:
        kinds = (b't="s"', b't="n"', b't="b"', b't="e"', b't="d"', b't="str"')
        data = re.sub(
            rb't="[a-zA-Z]+"',
            lambda m: rng.choice(kinds) if rng.random() < 0.1 else m.group(),
            data,
        )
    return data


def of_archive(content: bytes, rng: random.Random) -> bytes:
    """The archive is rebuilt with parts missing, doubled, emptied, renamed or bombed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                data = old.read(name)
                match rng.randrange(12):
                    case 0:
                        continue
                    case 1:
                        data = b""
                    case 2:
                        new.writestr(name, data)
                    case 3:
                        name = name.upper()
                    case 4:
                        data = b"\x00" * rng.randint(1, 100_000)
                    case 5:
                        data = zlib.compress(data)
                    case _:
                        pass
                new.writestr(name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


WAYS = (of_file, of_part, of_values, of_archive)


def damaged(content: bytes, seed: int) -> bytes:
    """The workbook damaged in the way that the seed says; the same for the same seed."""
    rng = random.Random(seed)
    return WAYS[seed % len(WAYS)](content, rng)
