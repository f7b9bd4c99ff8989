"""What a process does not load that it does not need: each of them is there for as long as Qanat runs."""

import subprocess
import sys

import pytest

from qanat.project.command import BARE_WORDS

LOADED = "import sys; print(*(name for name in {names!r} if name in sys.modules))"


def loaded(statements, names):
    """Which of the modules a new process has after the statements."""
    done = subprocess.run(
        [sys.executable, "-c", f"{statements}\n{LOADED.format(names=names)}"],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.parametrize("word", ["serve", "web"])
def test_who_only_looks_after_processes_does_without_django(word):
    assert word in BARE_WORDS
    start = f"from qanat.project.command import build; build([{word!r}])"
    assert loaded(start, ("django.apps.registry", "django.contrib.auth", "qanat.people")) == []


def test_what_draws_charts_is_loaded_by_who_draws(tmp_path, monkeypatch):
    monkeypatch.setenv("QANAT_HOME", str(tmp_path))
    start = (
        "from qanat.project.wsgi import application\n"
        "from django.urls import get_resolver; get_resolver().url_patterns"
    )
    names = ("qanat.web.components.chart.render", "altair", "vl_convert")
    assert loaded(start, names) == ["qanat.web.components.chart.render"]
