"""In which language `qanat demo` names the things of its company."""

import pytest
import typer
from typer.testing import CliRunner

from qanat.project.command.demo import Language

UNSET = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
echo = typer.Typer()


@echo.command()
def said(language: Language = "en") -> None:
    typer.echo(language)


@pytest.mark.parametrize(
    ("given", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "fa_IR.UTF-8"}, "fa"),
        ([], {"LANG": "fa_IR.UTF-8", "LC_ALL": "ar"}, "ar"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "de_DE"}, "en"),
        (["--language", "ar-SA"], {"LANG": "fa_IR"}, "ar"),
    ],
)
def test_the_option_decides_before_the_environment(given, environment, language):
    answer = CliRunner().invoke(echo, given, env=UNSET | environment)
    assert answer.output == f"{language}\n"


def test_a_language_that_the_company_does_not_speak_is_refused():
    answer = CliRunner().invoke(echo, ["--language", "de"], env=UNSET)
    assert answer.exit_code == 2
