"""`python -m hrdcorpus` is the command `hrdcorpus`."""

from hrdcorpus.cli import main

if __name__ == "__main__":
    main()
