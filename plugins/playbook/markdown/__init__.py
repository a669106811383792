"""The GitBook dialect for any Python-Markdown host: `extensions=["playbook.markdown"]`."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playbook.markdown.extension import GitBookExtension


def makeExtension(**options: Any) -> "GitBookExtension":  # noqa: N802 (Python-Markdown's name)
    """The extension (`playbook.markdown.extension.GitBookExtension`)."""
    from playbook.markdown.extension import GitBookExtension  # noqa: PLC0415 (readers of pages need no host)

    return GitBookExtension(**options)
