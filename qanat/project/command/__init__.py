"""The `qanat` command: each file here is one of its words, `import_.py` being `import`.

A file has either a function `command` or, for a word with words of its own, a `typer.Typer`
named `command`. Django is set up before the file is imported, so it imports what it needs at
its top; the database is up inside `with django_ready():` of `plumbing`.
"""

import pkgutil
import sys
from importlib import import_module

import typer

from qanat.project.command.failures import failing_plainly
from qanat.project.command.plumbing import setup_django

BARE_WORDS = {"doctor", "serve", "web"}
"""They do without Django, or set it up themselves: one works even where that fails, two only look after
processes that have it, and are half as big without."""
NOT_WORDS = {"plumbing", "output", "failures", "tests"}


def words() -> list[str]:
    """Every word of the command, in alphabetical order."""
    found = {module.name for module in pkgutil.iter_modules(__path__)} - NOT_WORDS
    return sorted(name.rstrip("_").replace("_", "-") for name in found)


def build(asked: list[str]) -> typer.Typer:
    """The command line with the words that are `asked` for."""
    app = typer.Typer(
        help="Qanat: capture, score, assign and work leads.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_root)
    for word in asked:
        name = word.replace("-", "_")
        name = f"{name}_" if name in {"import", "global", "is", "with"} else name
        command = import_module(f"{__name__}.{name}").command
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=word)
        else:
            app.command(word)(command)
    return app


def _root() -> None:
    """Qanat: capture, score, assign and work leads."""


def main() -> None:
    """Run the words on the command line."""
    known = words()
    asked = [word for word in sys.argv[1:2] if word in known] or known
    with failing_plainly(as_json="--json" in sys.argv):
        if not BARE_WORDS.issuperset(asked):
            setup_django()
        build(asked)(prog_name="qanat")
