"""How a template is laid out as a DOCX file: headings, tables with named rows, places to write and boxes to tick.

What python-docx has no method for is written as WordprocessingML (ECMA-376, part 1).
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Cm, Pt, RGBColor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

PAGE = (21.0, 29.7)
"""A4, in centimetres."""
MARGIN = 2.0
SHORT = 8
"""So many rows stay on one page."""
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every member of the archive: the earliest that ZIP knows."""


@dataclass
class Form:
    """A document as it is filled, part by part."""

    source: dict[str, Any]
    system: dict[str, Any]
    """`system.yml`: what every document has."""
    language: str
    document: Document = field(default_factory=docx.Document)
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def words(self) -> dict[str, str]:
        """The words that every document in this language has."""
        words: dict[str, str] = self.system["words"][self.language]
        return words

    @property
    def width(self) -> float:
        """The width of the text, in centimetres."""
        return PAGE["landscape" in self.source] - 2 * MARGIN

    def make(self) -> bytes:
        """Return the document."""
        self._set_up()
        self.document.add_paragraph(self.source["title"], "Title")
        self.document.add_paragraph(self.source["subject"], "Subtitle")
        self.document.add_paragraph(self.source["purpose"])
        for line in self.source["how"]:
            self.document.add_paragraph(line, "List Bullet")
        for part in self.source["parts"]:
            self._part(part)
        self._footer()
        return packed(self.document)

    def _set_up(self) -> None:
        properties = self.document.core_properties
        properties.title = self.source["title"]
        properties.subject = self.source["subject"]
        properties.author = properties.last_modified_by = self.words["author"]
        properties.language = self.words["locale"]
        properties.keywords = properties.comments = ""
        properties.created = properties.modified = datetime.fromisoformat(self.system["date"]).replace(tzinfo=UTC)
        properties.revision = 1
        section = self.document.sections[0]
        if "landscape" in self.source:
            section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = (
            Cm(side) for side in (reversed(PAGE) if "landscape" in self.source else PAGE)
        )
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
        self._styles()

    def _styles(self) -> None:
        sizes, colours = self.system["sizes"], self.system["colours"]
        looks = {
            "Normal": ("body", "ink", 0, 6),
            "List Bullet": ("body", "ink", 0, 4),
            "Title": ("title", "navy", 0, 4),
            "Subtitle": ("heading", "slate", 0, 10),
            "Heading 1": ("heading", "navy", 16, 6),
            "Footer": ("note", "slate", 0, 0),
        }
        for name, (size, colour, before, after) in looks.items():
            style = self.document.styles[name]
            style.font.name = self.system["font"]
            fonts = style.element.rPr.rFonts
            for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # the theme would win over the name
                fonts.attrib.pop(qn(f"w:{script}"), None)
            style.font.size, style.font.color.rgb = Pt(int(sizes[size])), RGBColor.from_string(colours[colour])
            style.font.italic = False
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        self.document.styles["Heading 1"].paragraph_format.keep_with_next = True
        for spacing in self.document.styles["Subtitle"].element.rPr.findall(qn("w:spacing")):
            spacing.getparent().remove(spacing)
        for borders in list(self.document.styles["Title"].element.iter(qn("w:pBdr"))):
            borders.getparent().remove(borders)
        for language in self.document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), self.words["locale"])

    def _part(self, part: dict[str, Any]) -> None:
        self.document.add_heading(part["heading"], 1)
        if "text" in part:
            self.document.add_paragraph(part["text"]).paragraph_format.keep_with_next = True
        if "fields" in part:
            self._fields(part["heading"], part["fields"])
        if "table" in part:
            self._table(part["table"])
        for line in part.get("checklist", ()):
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(0.8)
            paragraph.paragraph_format.first_line_indent = Cm(-0.8)
            self._box(paragraph, line)
            paragraph.add_run(f"\t{line}")
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))

    def _fields(self, name: str, fields: list[dict[str, Any]]) -> None:
        """Questions with a place for the answer, as a table whose first column names the rows."""
        third = round(self.width * 0.38, 1)
        table = self._grid(name, [self.words["question"], self.words["answer"]], [third, self.width - third])
        for entry in fields:
            row: _Row = table.add_row()  # type: ignore[no-untyped-call]
            label, answer = row.cells
            label.paragraphs[0].add_run(entry["label"]).bold = True
            if "hint" in entry:
                hint = label.add_paragraph().add_run(entry["hint"])
                hint.font.size = Pt(int(self.system["sizes"]["note"]))
                hint.font.color.rgb = RGBColor.from_string(self.system["colours"]["slate"])
            if "options" in entry:
                for number, option in enumerate(entry["options"]):
                    paragraph = answer.add_paragraph() if number else answer.paragraphs[0]
                    self._box(paragraph, f"{entry['label']} {option}")
                    paragraph.add_run(f" {option}")
            else:
                self._blank(answer.paragraphs[0], entry["label"])
                row.height = Cm(0.3 + 0.6 * int(entry.get("lines", 1)))
        self._finish(table)

    def _table(self, table: dict[str, Any]) -> None:
        columns = table["columns"]
        made = self._grid(table["name"], columns, [float(width) for width in table["widths"]])
        for texts in [*table.get("rows", ()), *([] for _ in range(int(table.get("empty", 0))))]:
            row: _Row = made.add_row()  # type: ignore[no-untyped-call]
            row.height = Cm(0.9)
            for cell, text in zip(row.cells, texts, strict=False):
                cell.paragraphs[0].add_run(text)
            for cell, column in list(zip(row.cells, columns, strict=True))[len(texts) :]:
                self._blank(cell.paragraphs[0], f"{texts[0]}, {column}" if texts and texts[0] else column)
            if texts and not texts[0]:
                self._blank(row.cells[0].paragraphs[0], columns[0])
        self._finish(made)

    def _grid(self, name: str, columns: list[str], widths: list[float]) -> Table:
        """A table with a row of headings that is repeated on each page, and a name for those who cannot see it."""
        scale = self.width / sum(widths)
        table: Table = self.document.add_table(1, len(columns), "Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        properties = table._tbl.tblPr  # noqa: SLF001 (python-docx has no door to these)
        properties.find(qn("w:tblLook")).set(qn("w:firstColumn"), "1")
        for tag, text in (("w:tblCaption", name), ("w:tblDescription", ", ".join(columns))):
            properties.append(element(tag, val=text))
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="6" w:color="{self.system["colours"]["line"]}"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        properties.insert_element_before(
            parse_xml(f"<w:tblBorders {nsdecls('w')}>{borders}</w:tblBorders>"),
            "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription",
        )  # fmt: skip
        # Without it the first column's text stands at the margin, and its border outside.
        properties.insert_element_before(
            element("w:tblInd", w="108", type="dxa"),
            "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription",
        )  # fmt: skip
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width * scale)
        head = table.rows[0]
        head._tr.get_or_add_trPr().append(element("w:tblHeader"))  # noqa: SLF001 (the same)
        for cell, title in zip(head.cells, columns, strict=True):
            run = cell.paragraphs[0].add_run(title)
            run.bold, run.font.color.rgb = True, RGBColor(255, 255, 255)
            shade(cell, self.system["colours"]["navy"])
        return table

    def _finish(self, table: Table) -> None:
        for row in table.rows:
            properties = row._tr.get_or_add_trPr()  # noqa: SLF001 (the same)
            properties.insert_element_before(element("w:cantSplit"), "w:trHeight", "w:tblHeader")
            for cell, column in zip(row.cells, table.columns, strict=True):
                cell.width = column.width
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        for row in table.rows[1:]:
            shade(row.cells[0], self.system["colours"]["mist"])
        if len(table.rows) <= SHORT:
            for paragraph in (p for row in table.rows[:-1] for cell in row.cells for p in cell.paragraphs):
                paragraph.paragraph_format.keep_with_next = True

    def _blank(self, paragraph: Paragraph, name: str) -> None:
        """A place to write, which a screen reader calls by its name."""
        self._control(paragraph, name, '<w:showingPlcHdr/><w:text w:multiLine="1"/>', self.words["blank"])

    def _box(self, paragraph: Paragraph, name: str) -> None:
        """A box to tick."""
        state = (
            f'<w14:checkbox xmlns:w14="{W14}"><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" '
            'w14:font="Segoe UI Symbol"/><w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox>'
        )
        self._control(paragraph, name, state, "\N{BALLOT BOX}", "Segoe UI Symbol")

    def _control(self, paragraph: Paragraph, name: str, kind: str, text: str, font: str = "") -> None:
        number = next(self.ids)
        control = parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias/><w:tag/><w:id/>{kind}</w:sdtPr>"
            "<w:sdtContent><w:r><w:rPr/><w:t/></w:r></w:sdtContent></w:sdt>"
        )
        for tag, value in (("w:alias", name), ("w:tag", f"field-{number}"), ("w:id", str(number))):
            control.find(f".//{qn(tag)}").set(qn("w:val"), value)
        control.find(f".//{qn('w:t')}").text = text
        properties = control.findall(f".//{qn('w:rPr')}")[-1]
        if font:
            properties.append(element("w:rFonts", ascii=font, hAnsi=font, eastAsia=font))
        else:
            properties.append(element("w:color", val=self.system["colours"]["slate"]))
        paragraph._p.append(control)  # noqa: SLF001 (the same)

    def _footer(self) -> None:
        footer = self.document.sections[0].footer
        paragraph = footer.paragraphs[0]
        paragraph.style = self.document.styles["Footer"]
        before, between, after = self.words["page"].replace("{page}", "\0").replace("{pages}", "\0").split("\0")
        paragraph.add_run(f"{self.source['title']}. {before}")
        computed(paragraph, "PAGE")
        paragraph.add_run(between)
        computed(paragraph, "NUMPAGES")
        paragraph.add_run(after)
        footer.add_paragraph(self.words["licence"].format(version=self.system["version"]), "Footer")


def element(tag: str, **attributes: str) -> Any:  # noqa: ANN401 (lxml's elements have no type that python-docx names)
    """Return a new element of WordprocessingML with attributes of its namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def shade(cell: _Cell, colour: str) -> None:
    """Give a cell a ground."""
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=colour))  # noqa: SLF001 (the same)


def computed(paragraph: Paragraph, instruction: str) -> None:
    """Add a number that the word processor works out."""
    made = element("w:fldSimple", instr=instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    made.append(run)
    paragraph._p.append(made)  # noqa: SLF001 (the same)


def packed(document: Document) -> bytes:
    """Save a document without what changes from one run to the next, nor the preview of python-docx's own template."""
    package = document.part.package
    for key in [key for key, link in package.rels.items() if link.reltype.endswith("/thumbnail")]:
        del package.rels[key]
    written, made = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(member, old.read(name), compresslevel=9)
    return made.getvalue()
