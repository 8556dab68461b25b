"""`python -m keywho` is the same as `keywho`."""

from keywho.cli.main import main

if __name__ == "__main__":
    main(prog_name="keywho")
