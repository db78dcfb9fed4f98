"""Files that mean harm, or that a broken program writes; each made here, small on disk."""

import io
import zipfile
from dataclasses import dataclass

HEAD = "Customer No,Customer,Invoice,Invoice date,Due date,Amount,Currency\n"
GOOD = "C-1,Harbor,INV-1,2026-02-01,2026-03-03,100.00,USD\n"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{more}</Types>'
)
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL = f'<Relationship Id="rId1" Type="{_OFFICE}/{{}}" Target="{{}}"/>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


@dataclass(frozen=True)
class Hostile:
    """One file; `lands` tells how many items may reach the ledger from it."""

    name: str
    content: bytes
    lands: int = 0


def workbook(sheet: str, *, before: str = "", extra: dict[str, bytes] | None = None, types: str = "") -> bytes:
    """Return an XLSX of one sheet whose XML is given; `before` stands in front of its root."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES.format(more=types))
        archive.writestr("_rels/.rels", _RELS.format(_REL.format("officeDocument", "xl/workbook.xml")))
        archive.writestr("xl/workbook.xml", _BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", _RELS.format(_REL.format("worksheet", "worksheets/sheet1.xml")))
        archive.writestr("xl/worksheets/sheet1.xml", before + sheet)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def sheet_of(rows: str) -> str:
    """Return a sheet's XML with these rows of plain text or numbers."""
    lines = []
    for number, row in enumerate(rows.strip().split("\n"), 1):
        cells = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row.split(","))
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _laughs() -> str:
    entities = ['<!ENTITY a0 "ha">']
    entities += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return f"<!DOCTYPE worksheet [{''.join(entities)}]>"


def every_hostile() -> list[Hostile]:
    """Return all of them."""
    plain, table = sheet_of(HEAD + GOOD), HEAD + GOOD
    laughing = plain.replace("Harbor", "&a9;")
    outside = '<!DOCTYPE worksheet [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    remote = '<!DOCTYPE worksheet SYSTEM "http://127.0.0.1:9/evil.dtd">'
    macro = workbook(plain, extra={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"Auto_Open" * 99})
    slip = workbook(plain, extra={"../../../../tmp/dunwell-slipped.txt": b"slipped"})
    deep = f'<worksheet xmlns="{_MAIN}"><sheetData>{"<row>" * 50_000}</sheetData></worksheet>'
    blanks = f'<row r="1"><c><v>{" " * 60_000_000}</v></c></row>'
    huge = f'<worksheet xmlns="{_MAIN}"><sheetData>{blanks}</sheetData></worksheet>'
    wide = ",".join(f"c{n}" for n in range(10_000)) + "\n" + ",".join("1" for _ in range(10_000)) + "\n"
    far = plain.replace('<row r="2">', '<row r="1048577">').replace("<c ", '<c r="XFE1" ')
    formula = table.replace("Harbor", '"=HYPERLINK(""http://x.example"",""pay"")"')
    wrong = HEAD + "".join(f"{cell},{cell},{cell},{cell},{cell},{cell},{cell}\n" for cell in _WRONG)
    return [
        Hostile("laughs.xlsx", workbook(laughing, before=_laughs())),
        Hostile("outside.xlsx", workbook(plain.replace("Harbor", "&e;"), before=outside)),
        Hostile("remote.xlsx", workbook(plain, before=remote)),
        Hostile("bomb.xlsx", workbook(huge)),
        Hostile("macro.xlsm", macro, lands=1),
        Hostile("slip.xlsx", slip, lands=1),
        Hostile("deep.xlsx", workbook(deep)),
        Hostile("far.xlsx", workbook(far), lands=1),
        Hostile("cut.xlsx", workbook(plain)[:-200]),
        Hostile("sheetless.xlsx", _zip({"xl/workbook.xml": b"<workbook/>"})),
        Hostile("zip.xlsx", _zip({"a.txt": b"hello"})),
        Hostile("nested.xlsx", _zip({f"{n}.zip": _zip({"a": b"x" * 1000}) for n in range(50)})),
        Hostile("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)),
        Hostile("wide.csv", wide.encode()),
        Hostile("nulls.csv", table.replace("Harbor", "Har\x00bor").encode(), lands=1),
        Hostile("only_nulls.csv", bytes(100_000)),
        Hostile("formula.csv", formula.encode(), lands=1),
        Hostile("wrong.csv", wrong.encode()),
        Hostile("quote.csv", (HEAD + '"' + GOOD * 1000).encode(), lands=1),
        Hostile("longline.csv", (HEAD + "x" * 5_000_000 + "\n").encode()),
        Hostile("binary.csv", bytes(range(256)) * 100),
        Hostile("surrogate.csv", HEAD.encode() + b"C-1,\xed\xa0\x80,INV-1,2026-02-01,2026-03-03,1.00,USD\n", lands=1),
        Hostile("utf16.csv", table.encode("utf-16"), lands=1),
        Hostile("markup.csv", table.replace("Harbor", "<script>alert(1)</script>").encode(), lands=1),
        Hostile("empty.csv", b""),
        Hostile("headings.csv", HEAD.encode()),
    ]


_WRONG = (
    "99999999999999999999999999.99", "-0", "1e400", "NaN", "Infinity", "0x1F", "2026-02-30", "0000-00-00",
    "9999-12-31x",
    "31.12.20256", "TRUE", "null", "'; DROP TABLE receivables_entry; --", "{{7*7}}", "%s%n", "\u202e1.00", "１２３",
    "𝟙𝟚", "\ufeff", "\u0000", "x" * 5000, "../../etc/passwd", "=1+1", "#REF!", "1.2.3.4", "--1", "(1", "1)",
)  # fmt: skip


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
