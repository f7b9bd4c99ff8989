"""What no page may hold: physical directions, inline script and style, colours outside the tokens."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

WEB = Path(__file__).resolve().parents[1]
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
    r"|left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|direction|overflow-[xy])\s*:"
    r"|text-align\s*:\s*(?:left|right)|float\s*:\s*(?:left|right)"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DIRECTION_OF_PLACEHOLDERS = "direction: inherit"
INLINE = re.compile(
    r"\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\bsrc=)|<style|hx-on|javascript:"
)
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(")


def sources(*suffixes):
    return sorted(
        path
        for path in WEB.rglob("*")
        if path.suffix in suffixes and "tests" not in path.relative_to(WEB).parts
    )


def named(path):
    return path.relative_to(WEB).as_posix()


@pytest.mark.parametrize("path", sources(".css"), ids=named)
def test_style_knows_no_left_and_right_and_no_colour_of_its_own(path):
    text = COMMENT.sub("", path.read_text()).replace(DIRECTION_OF_PLACEHOLDERS, "")
    text = re.sub(r"@(?:media|container)[^{]*", "", text)
    assert PHYSICAL.findall(text) == []
    assert COLOUR.findall(text) == []
    assert "!important" not in text


@pytest.mark.parametrize("path", sources(".html"), ids=named)
def test_a_template_says_what_it_is_given_and_holds_nothing_inline(path):
    text = path.read_text()
    assert INLINE.findall(text) == []
    name = named(path)
    if not name.startswith("templates/"):  # those of allauth and of Django are known by their names
        assert "{% comment %}" in text, "say in a comment what the template is and is given"
    get_template(name.removeprefix("templates/"))


@pytest.mark.parametrize("path", sources(".js"), ids=named)
def test_a_script_says_what_it_does_and_makes_no_markup_of_text(path):
    text = path.read_text()
    assert text.startswith("//")
    assert "innerHTML" not in text
    assert "insertAdjacentHTML" not in text
    assert "eval(" not in text


def test_every_icon_that_is_named_is_drawn():
    drawn = set(
        re.findall(r'symbol id="([\w-]+)"', (WEB / "components/icon/icons.svg").read_text())
    )
    named_icons = {
        name
        for path in sources(".html")
        for name in re.findall(r'\{% icon "([\w-]+)"', path.read_text())
    }
    assert named_icons <= drawn
