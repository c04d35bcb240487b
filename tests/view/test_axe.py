"""axe-core's rules, in a headless Chromium, over every page of the reader in both languages (``make test-axe``).

The reader's own policy lets no script run, so that the pages are looked at as they were sent, one after the other in a
frame of a page on disk that asks axe. Needs npm for axe-core and Debian's chromium.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from cppcc_archive.view.pages import STYLE
from demo_sites.services import CHECKOUT
from tests.view.conftest import report_id
from tests.view.test_app import pages
from tests.view.test_browser import BROWSER, FLAGS

AXE = CHECKOUT / ".axe" / "node_modules" / "axe-core" / "axe.min.js"
LOOK = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>axe</title><body><pre id="told"></pre><script>
const pages = JSON.parse(PAGES);
async function look(html) {
  const frame = document.createElement("iframe");
  frame.width = 1200; frame.height = 900; frame.srcdoc = html;
  await new Promise(done => { frame.onload = done; document.body.append(frame); });
  const found = await frame.contentWindow.axe.run({ iframes: false });
  frame.remove();
  return { passes: found.passes.length, violations: found.violations.map(one => ({
    id: one.id, impact: one.impact, help: one.help, nodes: one.nodes.map(node => node.html.slice(0, 200)) })) };
}
(async () => {
  const told = {};
  for (const [path, html] of Object.entries(pages)) told[path] = await look(html);
  document.getElementById("told").textContent = JSON.stringify(told);
})();
</script></body></html>"""

pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason="no chromium here: install it, or name a browser in CPPCC_BROWSER"),
    pytest.mark.skipif(not AXE.is_file() and not os.environ.get("CPPCC_AXE"), reason="make test-axe installs axe-core"),
    pytest.mark.slow,
]


def looked_at(sent: dict[str, str], folder: Path) -> dict[str, Any]:
    """What axe says of pages as they are sent, by address."""
    held = f'<style>{STYLE}</style><script src="{AXE.as_uri()}"></script></head>'
    shown = {
        path: re.sub(r"<link rel=\"stylesheet\"[^>]*>", "", html).replace("</head>", held)
        for path, html in sent.items()
    }
    text = json.dumps(json.dumps(shown)).replace("</", "<\\/")
    (folder / "look.html").write_text(LOOK.replace("PAGES", text), encoding="utf-8")
    home = f"--user-data-dir={folder / 'browser'}"
    command = [
        str(BROWSER),
        *FLAGS,
        home,
        "--virtual-time-budget=600000",
        "--dump-dom",
        (folder / "look.html").as_uri(),
    ]
    dom = subprocess.run(command, capture_output=True, text=True, check=True, timeout=280).stdout
    told = re.search(r"<pre id=\"told\">(.*?)</pre>", dom, re.DOTALL)
    assert told and told[1], dom[-2000:]
    found: dict[str, Any] = json.loads(unescape(told[1]))
    return found


def test_no_page_breaks_a_rule(client: TestClient, archive, tmp_path: Path) -> None:
    hostile = report_id(archive, "taken")  # it has a warning and lost characters, too
    shown = [*pages(archive)[:-1], f"/report/{hostile}", "/report/no-such"]
    asked = [f"{path}{'&' if '?' in path else '?'}lang={language}" for path in shown for language in ("zh", "en")]
    told = looked_at({path: client.get(path).text for path in asked}, tmp_path)
    assert told.keys() == set(asked)
    assert {path: found["violations"] for path, found in told.items() if found["violations"]} == {}
    assert all(found["passes"] > 10 for found in told.values())


def test_a_page_that_breaks_rules_is_told(tmp_path: Path) -> None:
    body = "<img src=x><p style='color:#ccc'>pale</p>"
    bad = f"<!DOCTYPE html><html><head><title>bad</title></head><body>{body}</body></html>"
    told = looked_at({"/bad": bad}, tmp_path)["/bad"]["violations"]
    assert {"image-alt", "html-has-lang", "color-contrast"} <= {one["id"] for one in told}
