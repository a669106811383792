"""One module per tag. A subclass of `Block` in a module of this package is a block; nothing else is needed."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from playbook.markdown.block import Block


def _blocks() -> dict[str, Block]:
    for module in iter_modules(__path__, prefix=f"{__name__}."):
        import_module(module.name)
    classes = list(Block.__subclasses__())
    for block in classes:  # grows while it is read: subclasses of subclasses are blocks too
        classes += block.__subclasses__()
    return {name: block() for block in classes if hasattr(block, "names") for name in (*block.names, *block.former)}


BLOCKS = _blocks()
"""Every block by each of its tag names, former ones too; "@" stands for integration blocks."""
