"""Rules about the text of pages: tags, front matter, bounds (gitbook-format.md §2, §3, §20)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playbook.diagnostics import Finding, Severity, rule
from playbook.gitbook.front_matter import PAGE_CODE, misspelt
from playbook.gitbook.removal import without_heading
from playbook.reported import reported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playbook.site import Site


@rule("GB001", "unclosed-tag", Severity.WARNING)
def unclosed_tag(site: Site) -> Iterator[Finding]:
    """A block begins (`{% hint … %}`) and its end tag is missing.

    The block is closed where what holds it ends, at the latest at the end of the page, and so swallows text that was
    not meant to be in it. Write the end tag (`{% endhint %}`) where the block should end.
    """
    return reported(site, "GB001")


@rule("GB002", "unopened-end-tag", Severity.WARNING)
def unopened_end_tag(site: Site) -> Iterator[Finding]:
    """An end tag (`{% endhint %}`) has no beginning above it.

    It is left out. Write the start tag where the block should begin, or delete the end tag.
    """
    return reported(site, "GB002")


@rule("GB003", "crossed-tags", Severity.WARNING)
def crossed_tags(site: Site) -> Iterator[Finding]:
    """A block ends while another one that began inside it is still open.

    The inner block is closed there too, and its own end tag is left out. End the inner block first.
    """
    return reported(site, "GB003")


@rule("GB004", "orphan-child", Severity.WARNING)
def orphan_child(site: Site) -> Iterator[Finding]:
    """A tag stands outside of the block to which it belongs, such as `{% tab %}` outside of `{% tabs %}`.

    It is shown as if the outer block were there. Put it between `{% tabs %}` and `{% endtabs %}`.
    """
    return reported(site, "GB004")


@rule("GB005", "unknown-tag", Severity.WARNING)
def unknown_tag(site: Site) -> Iterator[Finding]:
    """A tag is none of those that are known here: misspelt, from a GitBook integration, or not supported yet.

    Its lines are left out and what stands between them is kept. Correct the name, or use a block that exists. To show
    the tag as text, put it in a code span or a fence.
    """
    return reported(site, "GB005")


@rule("GB006", "unknown-attribute", Severity.WARNING)
def unknown_attribute(site: Site) -> Iterator[Finding]:
    """A tag has an attribute that it does not know.

    The attribute is ignored. Correct its name or delete it.
    """
    return reported(site, "GB006")


@rule("GB007", "bad-attribute-value", Severity.WARNING)
def bad_attribute_value(site: Site) -> Iterator[Finding]:
    """An attribute has a value that is not allowed, such as `{% hint style="note" %}`.

    The default is taken instead. Write one of the allowed values.
    """
    return reported(site, "GB007")


@rule("GB008", "tag-inside-text", Severity.WARNING)
def tag_inside_text(site: Site) -> Iterator[Finding]:
    """A tag stands in the middle of a text, in a table cell or in raw HTML, where no block can be.

    The tag is left out and the text around it is kept. Put the tag on a line of its own.
    """
    return reported(site, "GB008")


@rule("GB009", "escaped-tag", Severity.NOTE)
def escaped_tag(site: Site) -> Iterator[Finding]:
    r"""A tag is written with backslashes (`\{% hint %\}`), so that it is shown as text.

    GitBook writes it so when the tag was typed into its editor. If a block was meant, delete the backslashes; if the
    text was meant, put it in a code span.
    """
    return reported(site, "GB009")


@rule("GB010", "unclosed-fence", Severity.WARNING)
def unclosed_fence(site: Site) -> Iterator[Finding]:
    """A code block that begins with a fence is never closed.

    All that follows on the page is shown as code. Write the closing fence, with at least as many marks as the opening
    one.
    """
    return reported(site, "GB010")


@rule("GB011", "page-too-large", Severity.ERROR)
def page_too_large(site: Site) -> Iterator[Finding]:
    """A page is larger than any text for people.

    It is shown as literal text, or, above GitBook's own bound for files, not read at all, so that one file cannot stop
    the site. Divide it into several pages.
    """
    return reported(site, "GB011")


@rule("GB012", "line-too-long", Severity.ERROR)
def line_too_long(site: Site) -> Iterator[Finding]:
    """A line of a page is longer than any paragraph for people.

    The page is shown as literal text, so that one line cannot stop the site. Break the line into several; a picture
    that is written into the page as `data:` belongs into a file.
    """
    return reported(site, "GB012")


@rule("GB013", "nesting-too-deep", Severity.WARNING)
def nesting_too_deep(site: Site) -> Iterator[Finding]:
    """Tags are nested deeper than any page needs.

    The inner ones are shown one after the other. Check that each block has its end tag.
    """
    return reported(site, "GB013")


@rule("GB014", "missing-required-attribute", Severity.WARNING)
def missing_required_attribute(site: Site) -> Iterator[Finding]:
    """A tag lacks an attribute without which it means nothing, such as the `url` of `{% embed %}`.

    Readers see an empty block, or none. Add the attribute.
    """
    return reported(site, "GB014")


@rule("GB016", "raw-html-removed", Severity.WARNING)
def raw_html_removed(site: Site) -> Iterator[Finding]:
    """A page holds raw HTML that is not published: `<script>`, `<iframe>`, `<style>` and the like.

    GitBook drops it as well, and since many people may edit a repository it would be a way to harm readers. Use a
    block (`{% embed url="…" %}` for what lives elsewhere), or Markdown. To show the element as text, put it in a code
    span.
    """
    return reported(site, "GB016")


@rule("GB017", "several-titles", Severity.WARNING)
def several_titles(site: Site) -> Iterator[Finding]:
    """A page has more than one heading of the first level.

    The first is the title of the page; the others are shown as headings of the second level, since a page has one
    title. Write `## ` for a section.
    """
    return reported(site, "GB017")


@rule("GB018", "empty-heading", Severity.WARNING)
def empty_heading(site: Site) -> Iterator[Finding]:
    """A heading has no text (`###`, `### ****`).

    It is left out: a heading without a text confuses whoever reads with a screen reader, and the table of contents.
    Delete it, as `playbook fix` does, or give it a text.
    """
    for finding in reported(site, "GB018"):
        yield replace(finding, edits=without_heading(finding.source.text, finding.span))


@rule("GB019", "tab-without-title", Severity.NOTE)
def tab_without_title(site: Site) -> Iterator[Finding]:
    """A tab has no title, or the title `undefined`, which GitBook's export writes for none.

    Readers see its number, and cannot know what it holds before they open it. Say it in a word or two:
    `{% tab title="Windows" %}`.
    """
    return reported(site, "GB019")


@rule("GB023", "editor-residue", Severity.NOTE)
def editor_residue(site: Site) -> Iterator[Finding]:
    """GitBook's editor left marks in a page that show nothing: `&#x20;` at the end of a text, `****` between words.

    Readers see none of them, but they make the source hard to read and to compare. `playbook fix` takes them out, and
    changes nothing that a reader would see.
    """
    return reported(site, "GB023")


@rule("GB030", "undecodable-bytes", Severity.ERROR)
def undecodable_bytes(site: Site) -> Iterator[Finding]:
    """A file holds bytes that are not UTF-8.

    They are shown as question marks in a diamond. The file was probably saved in the encoding of an old Windows
    program; save it as UTF-8 and correct the characters that were lost.
    """
    return reported(site, "GB030")


@rule("GB031", "front-matter-not-yaml", Severity.ERROR)
def front_matter_not_yaml(site: Site) -> Iterator[Finding]:
    """The front matter of a page (between the `---` lines) is not YAML.

    All of it is ignored: the page has no description, is not hidden, and so on; GitBook does the same without a word.
    Most often a text holds `: ` and needs quotes, as in `description: "Step one: the plan"`.
    """
    return reported(site, "GB031")


@rule("GB032", "front-matter-bad-value", Severity.WARNING)
def front_matter_bad_value(site: Site) -> Iterator[Finding]:
    """A key of the front matter has a value that it cannot have, or is a misspelt key.

    What was evidently meant is taken for a value (`yes` for `true`); otherwise the key is left out. Write it as the
    hint says. Keys of other tools are left alone unless they are written nearly as one that is read here.
    `playbook schema` describes the keys for editors.
    """
    yield from reported(site, PAGE_CODE)
    for _, document in site.texts():
        for problem in misspelt(document.front_matter):
            yield Finding(document.source, problem.span, problem.message, problem.hint, problem.edits)


@rule("GB056", "attribute-quotes", Severity.NOTE)
def attribute_quotes(site: Site) -> Iterator[Finding]:
    """A value of a tag stands in no quotes, in curly ones, or in quotes that a tool has turned into entities.

    It is read all the same, here; GitBook may take it for something else. Write straight double quotes:
    `{% hint style="info" %}`.
    """
    return reported(site, "GB056")


@rule("GB057", "invisible-characters", Severity.NOTE)
def invisible_characters(site: Site) -> Iterator[Finding]:
    """A page has characters without width: U+200B, U+2060, U+FEFF.

    They come with what is pasted. Readers do not see them, but a word with one inside is not found by searching, a heading
    has another address, and copied code does not run. Thai, Khmer and some other scripts need U+200B between words;
    there, switch this rule off.
    """
    return reported(site, "GB057")


@rule("GB058", "text-after-figure", Severity.NOTE)
def text_after_figure(site: Site) -> Iterator[Finding]:
    """A text stands on the line on which a figure ends.

    Translation tools join them. The text is shown as a paragraph of its own; GitBook may show its marks. Put an empty
    line between the two.
    """
    return reported(site, "GB058")


@rule("GB059", "note-without-mark", Severity.WARNING)
def note_without_mark(site: Site) -> Iterator[Finding]:
    """A mark has no note (`word[^1]` without `[^1]: …`), or a note has no mark.

    A mark without a note is shown as it is written, and a note without a mark is not shown at all. Write the missing one,
    or delete the other.
    """
    return reported(site, "GB059")
