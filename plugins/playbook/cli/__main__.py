"""`python -m playbook.cli` is the command `playbook`."""

from playbook.cli import main

main()
