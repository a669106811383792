"""Code blocks, with the markup and the highlighting of the host's configuration."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import unescapeAll

from playbook.markdown.listings import weave
from playbook.markdown.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown import Markdown

    from playbook.markdown.listings import Annotation
    from playbook.markdown.tree import Tree

_OPTIONS = (
    "guess_lang pygments_style use_pygments noclasses linenums linenums_style linenums_special linenums_class "
    "extend_pygments_lang language_prefix code_attr_on_pre auto_title auto_title_map line_spans anchor_linenums "
    "line_anchors pygments_lang_class stripnl default_lang"
).split()

_NO_STYLE = ()
"""A style of Pygments without a colour, for code whose colours come from the theme's style sheet by class: of any other
style, Pygments would make a style sheet for each code block, and throw it away."""

PREVIEW = 10
"""The lines that expandable code shows before it is opened (gitbook-format.md §6.5)."""


class Code:
    """Writes the code blocks of one page."""

    def __init__(self, md: Markdown, language: str = "en") -> None:
        """Find the highlighter.

        Args:
            md: The host. Whether it highlights is known by `pymdownx.highlight` being among its
                extensions; it is found by what it can do, as `pymdownx.superfences` does.
            language: That of the page.
        """
        self.words = words(language)
        self._md = md
        extensions: list[Any] = md.registeredExtensions
        self._extension: Any = next((e for e in extensions if hasattr(e, "get_pymdownx_highlighter")), None)
        self._highlighter: Any = None
        if self._extension:
            settings = self._extension.get_pymdownx_highlight_settings()
            self._css_class = settings["css_class"]
            options = {key: settings[key] for key in _OPTIONS}
            if not options["noclasses"]:
                options["pygments_style"] = _NO_STYLE
            self._highlighter = _fast(self._extension.get_pymdownx_highlighter())(md, **options)

    def stash(self, markup: str) -> str:
        """Put finished HTML aside; the placeholder may stand in the text of any element."""
        placeholder: str = self._md.htmlStash.store(markup)
        return placeholder

    def block(
        self,
        tree: Tree,
        source: str,
        info: str,
        options: Mapping[str, str],
        lines: Sequence[int] = (),
        annotations: Sequence[Annotation] = (),
    ) -> None:
        """Write a code block.

        Args:
            tree: Where to write.
            source: The code.
            info: The info string of the fence, of which GitBook keeps the first word (§6.5).
            options: `title`, `lineNumbers` and `expandable` of `{% code %}`.
            lines: Those that stand out, from 1.
            annotations: Links to notes in it.
        """
        language = (unescapeAll(info).split() or [""])[0]
        long = options.get("expandable") == "true" and source.count("\n") > PREVIEW
        box = tree.push("details", {"class": "gb-expandable"}) if long else None
        if box:
            tree.add("summary", None, self.words["show_all"].format(lines=source.rstrip("\n").count("\n") + 1))
        if self._highlighter is None or language == "mermaid":
            self._plain(tree, source, language, options, annotations)
        else:
            tree.markup(self.stash(weave(self._highlight(source, language, options, lines), annotations)))
        if box:
            tree.pop(box)

    def _highlight(self, source: str, language: str, options: Mapping[str, str], lines: Sequence[int]) -> str:
        self._extension.pygments_code_block += 1
        numbered = options.get("lineNumbers") == "true" and source.count("\n") > 1
        markup: str = self._highlighter.highlight(
            source.rstrip("\n"),
            language,
            self._css_class,
            linestart=1 if numbered else -1,
            title=options.get("title") or None,
            hl_lines=list(lines),
            code_block_count=self._extension.pygments_code_block,
        )
        return markup

    def _plain(
        self, tree: Tree, source: str, language: str, options: Mapping[str, str], annotations: Sequence[Annotation]
    ) -> None:
        if options.get("title"):
            tree.add("p", {"class": "gb-code__title"}, options["title"])
        pre = tree.push("pre", {"class": "gb-mermaid"} if language == "mermaid" else None)
        attributes = {"class": f"language-{language}"} if language and language != "mermaid" else None
        if annotations:
            code = tree.push("code", attributes)
            tree.markup(self.stash(weave(f"<code>{escape(source, quote=False)}</code>", annotations)[6:-7]))
            tree.pop(code)
        else:
            tree.add("code", attributes, source)
        tree.pop(pre)


@cache
def _fast(highlighter: type[Any]) -> type[Any]:
    """The highlighter with its lexers kept: making one costs more than using it."""
    lexers: dict[tuple[object, ...], Any] = {}

    class Fast(highlighter):  # type: ignore[misc]
        def get_lexer(self, src: str, *key: object) -> Any:  # noqa: ANN401
            if not key[0] and self.guess_lang:
                return super().get_lexer(src, *key)
            if key not in lexers:
                lexers[key] = super().get_lexer(src, *key)
            return lexers[key]

    return Fast
