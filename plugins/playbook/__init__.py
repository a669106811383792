"""Publish GitBook repositories with open tools.

A GitBook Git-Sync repository is read as it is, checked, and published as a static site. The
knowledge lives in modules that know no host (`playbook.markdown`, `playbook.gitbook`,
`playbook.checks`); the hosts `playbook.mkdocs` and `playbook.cli` only use them.
"""

__version__ = "0.1.0"
