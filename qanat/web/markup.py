"""HTML written by plain functions, for what stands on a page hundreds of times: cells, rows, cards.

Elsewhere templates write HTML: there the price of a node does not matter, here it is most of the page.
"""

from html import escape

from django.utils.safestring import SafeString


def markup(pattern: str, *values: object) -> SafeString:
    """The same HTML as `format_html` of values by position, at a third of the price.

    The pattern is our own text; values are escaped unless they are HTML already.
    """
    return SafeString(pattern.format(*[escaped(value) for value in values]))


def escaped(value: object) -> str:
    """The value as HTML."""
    return value if isinstance(value, SafeString) else escape(str(value))
