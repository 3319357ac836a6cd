"""``python -m opedlab.cli``."""

from opedlab.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
