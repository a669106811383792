"""Python-Markdown with the dialect's parser in place of its own.

One object replaces `md.parser`; nothing of Python-Markdown, MkDocs or Material is patched, so that
`toc`, search and whatever else works on the element tree work as always.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from playbook.markdown.code import Code
from playbook.markdown.made import write_made
from playbook.markdown.parser import commonmark, parse
from playbook.markdown.references import Unresolved
from playbook.markdown.render import Renderer
from playbook.markdown.tables import SEARCHED
from playbook.markdown.tree import name_headings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playbook.markdown.references import References

_SECOND_READERS = {
    "preprocessors": "normalize_whitespace html_block fenced_code_block fenced_raw_block abbr footnote math-block",
    "treeprocessors": "inline prettify unescape indent-highlight attr_list footnote footnote-duplicate",
}
"""What would read Markdown a second time, before or after the parser."""

_AFTER_TOC = 4.5
"""Python-Markdown's `toc` has the priority 5."""

_LINK_PROCESSOR = "relpath"
"""What MkDocs and ProperDocs register to turn links between source files into URLs."""


class DialectParser(BlockParser):
    """Makes the element tree of a page from the dialect's tokens."""

    def __init__(self, md: Markdown, options: dict[str, Any]) -> None:
        super().__init__(md)
        self._options = options

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802
        """Parse a page.

        Args:
            lines: The page after other extensions' preprocessors.
        """
        references = self._options["references"]
        if references is not None:  # its answers are final; a second look would only doubt them
            self.md.treeprocessors.deregister(_LINK_PROCESSOR, strict=False)
        root = Element(self.md.doc_tag)
        if self._options["html"] is not None:
            write_made(self._options["html"], root, self.md.htmlStash.store)
            return ElementTree(root)
        text = "\n".join(lines).replace("\x02", "").replace("\x03", "")
        gitbook = self._options["profile"] == "gitbook"
        references = references or Unresolved()
        renderer = Renderer(root, Code(self.md, references.language), references, gitbook=gitbook)
        renderer.search_rows = self._options["search_rows"]
        if gitbook:
            renderer.page(parse(text))
        else:
            renderer.run(commonmark(text))
        renderer.tree.finish()
        if self._options["annotate"] is not None:
            self._options["annotate"](root)
        return ElementTree(root)


class _TrueNames(Treeprocessor):
    """Gives the headings that stay out of the outline their names, when `toc` has made it."""

    def run(self, root: Element) -> None:
        name_headings(root)


class GitBookExtension(Extension):
    """Reads pages as GitBook does."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "enabled": [True, "False: this page is Python-Markdown's, and nothing is registered"],
            "profile": [
                "gitbook",
                "'gitbook', or 'commonmark' for pure CommonMark without allow-list and GitBook's rules",
            ],
            "references": [None, "a playbook.markdown.references.References that knows what links lead to"],
            "html": [None, "the HTML of a page that is already made, for all but its outline"],
            "search_rows": [SEARCHED, "a table of as many rows can be searched, unless its author says otherwise"],
            "annotate": [None, "a function that is given the finished element tree of a page and may add to it"],
        }
        super().__init__(**options)

    def setConfig(self, key: str, value: object) -> None:  # noqa: N802
        """Take an option; Python-Markdown would make a truth value of one whose default is None."""
        if key in ("references", "annotate", "html"):
            self.config[key][0] = value
        else:
            super().setConfig(key, value)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Take over the parser.

        Raises:
            ValueError: `profile` is unknown, or `search_rows` is no number.
        """
        options = self.getConfigs()
        if options["profile"] not in ("gitbook", "commonmark"):
            message = f"profile {options['profile']!r} is neither 'gitbook' nor 'commonmark'"
            raise ValueError(message)
        if not isinstance(options["search_rows"], int):
            message = f"search_rows {options['search_rows']!r} is no number of rows"
            raise ValueError(message)  # noqa: TRY004 - as for any other value
        if not options["enabled"]:
            return
        processors = md.parser.blockprocessors
        md.parser = DialectParser(md, options)
        md.parser.blockprocessors = processors  # other extensions may still register theirs, without effect
        md.treeprocessors.register(_TrueNames(md), "playbook_headings", _AFTER_TOC)
        self._md = md
        md.registerExtension(self)

    def reset(self) -> None:
        """Called when every extension is registered: the second readers go."""
        for kind, names in _SECOND_READERS.items():
            registry = getattr(self._md, kind)
            for name in names.split():
                registry.deregister(name, strict=False)


def convert(text: str, references: References) -> str:
    """The HTML of a page without a host.

    Args:
        text: The page without its front matter.
        references: What its links and images lead to.
    """
    return Markdown(extensions=[GitBookExtension(references=references)]).convert(text)
