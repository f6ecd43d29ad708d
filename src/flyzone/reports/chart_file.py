"""A chart as a file: a picture, a page that needs nothing else, or its Vega-Lite document.

Nothing is fetched, neither while writing nor while looking.  The page carries the drawing program in
itself, and a policy that allows that one script (by its hash) and no connection at all; the chart's
own data lie in a block that no browser runs, in which ``<`` is escaped, so that no name can end it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from flyzone.errors import OutputError
from flyzone.files import check_target, written_whole
from flyzone.reports.chart_theme import GROUND
from flyzone.reports.chart_words import plain

SUFFIXES = (".png", ".svg", ".html", ".json")

_PNG_SCALE = 2.0
_NO_HOSTS: list[str] = []

# `ast` draws without eval, which the page's policy forbids; styles stand in the page for the same
# reason.
_START = """
const spec = JSON.parse(document.getElementById("spec").textContent);
vegaEmbed("#chart", spec, {
  ast: true, actions: false, renderer: "svg", defaultStyle: false,
  tooltip: {disableDefaultStyle: true},
});
"""
_STYLE = f"""
body {{ margin: 0; background: {GROUND}; font-family: Arial, Helvetica, sans-serif; }}
#chart svg {{ max-width: 100%; height: auto; }}
#vg-tooltip-element {{ visibility: hidden; position: fixed; z-index: 1; padding: 6px 10px;
  background: {GROUND}; border: 1px solid; font-size: 13px; }}
#vg-tooltip-element.visible {{ visibility: visible; }}
"""


def save_chart(chart: alt.VConcatChart, path: str | Path) -> Path:
    """Writes a chart in the format that its name's ending says.

    Parameters
    ----------
    chart : VConcatChart
    path : path
        Ending in .png (two pixels for one), .svg, .html or .json (Vega-Lite).  An older file of that
        name stays until the new one is complete.

    Returns
    -------
    Path
        Where it is.

    Raises
    ------
    OutputError
        If the ending is another, the chart cannot be drawn, or the file cannot be written.
    """
    target = Path(path)
    check_target(target, SUFFIXES, what="chart")
    content = _content(chart.to_dict(), target.suffix.lower())
    with written_whole(target, what="chart") as temporary:
        temporary.write_bytes(content)
    return target


def chart_html(spec: dict[str, Any]) -> str:
    """A page that shows a Vega-Lite chart and needs nothing but a browser.

    Parameters
    ----------
    spec : dict
        Its ``title`` names the page, its ``description`` tells it to those who cannot see it.
    """
    script = _script()
    policy = (
        f"default-src 'none'; script-src {_hash_of(script)}; style-src {_hash_of(_STYLE)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    data = json.dumps(spec, allow_nan=False).replace("<", "\\u003c")
    title = escape(str(spec.get("title", {}).get("text", "Chart")))
    about = escape(str(spec.get("description", "")))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<div id="chart" role="img" aria-label="{about}"></div>
<noscript>This page draws its chart with JavaScript. A .png or .svg needs none.</noscript>
<script type="application/json" id="spec">{data}</script>
<script>{script}</script>
</body>
</html>
"""


def _content(spec: dict[str, Any], suffix: str) -> bytes:
    try:
        if suffix == ".png":
            return vl_convert.vegalite_to_png(spec, scale=_PNG_SCALE, allowed_base_urls=_NO_HOSTS)
        if suffix == ".svg":
            return vl_convert.vegalite_to_svg(spec, allowed_base_urls=_NO_HOSTS).encode()
    except ValueError as problem:
        raise OutputError(
            f"The chart could not be drawn ({plain(str(problem), 160)}). A chart must carry its own "
            "data; save it as .json to look into it.",
            code="output-chart",
        ) from problem
    if suffix == ".html":
        return chart_html(spec).encode()
    return json.dumps(spec, indent=1, ensure_ascii=False, allow_nan=False).encode()


@cache
def _script() -> str:
    """The drawing program and its start; putting it together takes a second or two."""
    script = vl_convert.javascript_bundle(_START)
    # What would end the block early, or be changed by the reader and so spoil the hash.
    assert not re.search(r"</script|<!--|\r", script, re.IGNORECASE)
    return script


def _hash_of(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
