"""The MkDocs plugins: one module per plugin, a few lines per hook, and what only a MkDocs build needs.

Everything is imported from `mkdocs`. The command `properdocs` answers these imports with its own
modules of the same names, so that both hosts are served by one code.
"""
