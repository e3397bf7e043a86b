"""`python -m frontmap` is the command `frontmap`."""

import sys

try:
    from frontmap.cli.main import main

    main()
except KeyboardInterrupt:  # before there was anything to stop
    sys.exit(130)
