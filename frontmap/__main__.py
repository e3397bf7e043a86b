"""`python -m frontmap` is the command `frontmap`."""

from frontmap.cli.main import main

main()
