"""`python -m wayhome.cli`: the same as the command `wayhome`."""

from wayhome.cli import main

raise SystemExit(main())
