"""`python -m actionlog` is the same program as `actionlog`."""

from actionlog.cli import main

if __name__ == "__main__":
    main()
