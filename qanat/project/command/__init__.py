"""The `qanat` command."""


def main() -> None:
    """Run the command line."""
    raise SystemExit("The command line is being laid; see the Makefile.")
