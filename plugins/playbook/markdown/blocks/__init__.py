"""One module per tag. A subclass of `Block` in a module of this package is a block; nothing else is needed."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from playbook.markdown.block import Block


def _blocks() -> dict[str, Block]:
    for module in iter_modules(__path__, prefix=f"{__name__}."):
        import_module(module.name)
    return {name: block() for block in _subclasses(Block) for name in block.names}


def _subclasses(cls: type[Block]) -> list[type[Block]]:
    return [
        found
        for sub in cls.__subclasses__()
        for found in (*([sub] if hasattr(sub, "names") else []), *_subclasses(sub))
    ]


BLOCKS = _blocks()
"""Every block by each of its tag names; "@" stands for integration blocks."""
