"""`python -m qanat` is the `qanat` command."""

from qanat.project.command import main

if __name__ == "__main__":
    main()
