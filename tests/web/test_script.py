"""What the small scripts do under the hands, on bare pages, under the policy of the product."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

STATIC = Path(__file__).parents[2] / "src/opensmp/web/static/opensmp"
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'"
pytestmark = [pytest.mark.browser, pytest.mark.thorough]

Open = Callable[..., Page]


class Server(SimpleHTTPRequestHandler):
    """Serves one folder with the policy; takes a posted form and says so."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<link rel=icon href=/static/kawung.svg><p id=taken>taken</p>")

    def log_message(self, format: str, *args: Any) -> None:
        del format, args


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a body on a page that carries our scripts; every complaint of the browser fails the test."""
    shutil.copytree(STATIC, tmp_path / "static")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    complaints: list[str] = []

    def open_page(body: str, attributes: str = "") -> Page:
        scripts = "".join(f'<script src="/static/{name}" defer></script>' for name in ("app.js", "raci.js", "write.js"))
        head = f'<head><meta charset="utf-8"><link rel="icon" href="/static/kawung.svg">{scripts}</head>'
        (tmp_path / "page.html").write_text(
            f'<!doctype html><html {attributes}>{head}<body><div id="live"></div>{body}</body></html>', "utf-8"
        )
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"http://127.0.0.1:{server.server_port}/page.html")
        return page

    yield open_page
    context.close()
    server.shutdown()
    server.server_close()
    assert complaints == []


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id"))


ROWS = '<input id="find" data-find><ul data-list>{}</ul>'.format(
    "".join(f'<li data-item><a href="#{n}">row {n}</a></li>' for n in (1, 2, 3))
)


def test_j_and_k_walk_through_a_list_and_stop_at_its_ends(opened: Open) -> None:
    page = opened(ROWS)
    walked = []
    for key in "jjjjkk":
        page.keyboard.press(key)
        walked.append(focused(page))
    assert walked == ["row 1", "row 2", "row 3", "row 3", "row 2", "row 1"]


SLOW = """<p><a id="slow" href="#here" data-wait="Fetching the records…">All records</a></p>
<form method="post" action="/taken" target="elsewhere" data-wait="Drawing the sample…"><button>Draw</button></form>
<a href="#now">Other</a>"""


def test_whoever_asks_for_what_takes_seconds_is_told_at_once_and_once(opened: Open) -> None:
    page = opened(SLOW)
    page.get_by_role("link", name="Other").click()
    expect(page.locator(".waiting")).to_have_count(0)
    page.locator("#slow").click()
    expect(page.locator("p .waiting")).to_have_text("Fetching the records…")
    expect(page.locator("#live")).to_have_text("Fetching the records…")
    with page.expect_popup():
        page.get_by_role("button", name="Draw").click()
    expect(page.locator(".waiting")).to_have_text(["Drawing the sample…"])


def test_single_keys_are_silent_while_somebody_types(opened: Open) -> None:
    page = opened(ROWS)
    page.keyboard.press("/")
    page.keyboard.type("j/n")
    assert (focused(page), page.input_value("#find")) == ("find", "j/n")


def test_single_keys_are_silent_where_the_person_switched_them_off(opened: Open) -> None:
    page = opened(ROWS, 'data-shortcuts="off"')
    page.keyboard.press("j")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement === document.body")


def test_g_and_a_letter_open_an_area(opened: Open) -> None:
    page = opened('<a href="#plan" data-go="p">Plan</a>')
    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url("**#plan", timeout=5_000)


FINDINGS = "".join(f'<p data-finding>finding {n} <a href="#fixed-{n}" data-fix>fix</a></p>' for n in (1, 2))


def test_n_and_p_step_through_findings_and_f_takes_the_fix_of_the_one_in_hand(opened: Open) -> None:
    page = opened(FINDINGS)
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert focused(page).startswith("finding 2")
    page.keyboard.press("f")
    page.wait_for_url("**#fixed-2", timeout=5_000)
    page.keyboard.press("p")
    assert focused(page).startswith("finding 1")


FORM = """<form method="post" action="/taken" data-save data-guard="5.1">
<div data-kept hidden><button type="button" data-kept-restore>Put it back</button>
<button type="button" data-kept-drop>Leave it</button></div>
<input type="hidden" name="token" value="x"><input type="password" name="secret">
<textarea name="text" id="text">As saved</textarea></form>"""


def test_ctrl_s_saves_from_within_the_text(opened: Open) -> None:
    page = opened(FORM)
    page.focus("#text")
    page.keyboard.press("Control+s")
    page.wait_for_selector("#taken")


def test_text_that_was_never_saved_is_offered_again(opened: Open) -> None:
    page = opened(FORM)
    assert not page.is_visible("[data-kept]")
    page.fill("#text", "Half a sentence")
    page.fill("[name=secret]", "hush")
    page.on("dialog", lambda asked: asked.accept())
    page.reload()
    assert page.input_value("#text") == "As saved"
    page.click("[data-kept-restore]")
    assert page.input_value("#text") == "Half a sentence"
    assert "hush" not in page.evaluate("JSON.stringify({...sessionStorage})")


def test_leaving_with_unsaved_text_is_asked_about_and_leaving_without_is_not(opened: Open) -> None:
    page = opened(FORM)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == []
    page.click("#text")
    page.keyboard.type("more")
    page.reload()
    assert asked == ["beforeunload"]


def test_an_exchanged_part_takes_the_focus_and_is_spoken(opened: Open) -> None:
    page = opened('<div id="part"></div>')
    page.evaluate(
        """const part = document.getElementById("part");
        part.innerHTML = '<h2 data-focus>Saved</h2><span data-announce>Saved as revision 15</span>';
        part.dispatchEvent(new CustomEvent("htmx:afterSettle", { bubbles: true }));"""
    )
    assert focused(page) == "Saved"
    expect(page.locator("#live")).to_have_text("Saved as revision 15")


OPTIONS = "".join(f'<option value="{duty}">{duty or "nothing"}</option>' for duty in ("", "A", "R", "AR", "C", "I"))
CELL = f'<td role="gridcell"><select aria-label="Plan, CIO">{OPTIONS}</select></td>'
LINES = "".join(f"<tr><th scope=row>{name}</th>{CELL * 2}</tr>" for name in ("Plan", "Audit"))
GRID = f'<table role="grid" data-raci><tbody>{LINES}</tbody></table>'
DUTIES = "[...document.querySelectorAll('select')].map((select) => select.value)"


def test_a_raci_grid_is_filled_by_letters_and_arrows(opened: Open) -> None:
    page = opened(GRID)
    page.locator("td").first.click()
    for key in ("a", "ArrowRight", "r", "a", "ArrowDown", "i", "ArrowDown"):
        page.keyboard.press(key)
    assert page.evaluate(DUTIES) == ["A", "AR", "", "I"]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Plan, CIO: I"


def test_a_slip_in_the_grid_is_taken_back(opened: Open) -> None:
    page = opened(GRID)
    page.locator("td").first.click()
    for key in ("c", "Delete", "Control+z", "Control+z", "Control+z"):
        page.keyboard.press(key)
        if key == "Delete":
            assert page.evaluate(DUTIES)[0] == ""
    assert page.evaluate(DUTIES) == ["", "", "", ""]


def test_a_grid_has_one_stop_for_the_tab_key(opened: Open) -> None:
    page = opened(GRID)
    assert page.evaluate("[...document.querySelectorAll('td')].filter((cell) => cell.tabIndex === 0).length") == 1


BAR = """<div data-into="text" hidden><button type="button" data-wrap="**">bold</button><button type="button" data-prefix="- ">list</button>
<button type="button" data-choose="document">document</button></div>
<textarea id="text">one two</textarea>
<dialog id="chooser"><h2></h2><input aria-label="Find"><ul></ul><button type="button" data-close>Close</button></dialog>
<script type="application/json" id="references">{"lists": {"document":
[["[[document:SM-IM-001]]", "SM-IM-001 Incidents"], ["[[document:SM-MI-001]]", "SM-MI-001 <b>Major</b> incidents"]]}}</script>"""


def test_the_toolbar_marks_words_and_takes_the_marks_off_again(opened: Open) -> None:
    page = opened(BAR)
    page.evaluate("document.getElementById('text').setSelectionRange(4, 7)")
    page.click("[data-wrap]")
    assert page.input_value("#text") == "one **two**"
    page.click("[data-wrap]")
    page.click("[data-prefix]")
    assert page.input_value("#text") == "- one two"


def test_a_chosen_document_is_put_where_the_cursor_stands(opened: Open) -> None:
    page = opened(BAR)
    page.evaluate("document.getElementById('text').setSelectionRange(3, 3)")
    page.click("[data-choose]")
    page.keyboard.type("major")
    expect(page.locator("#chooser li")).to_have_text(["SM-MI-001 <b>Major</b> incidents"])
    page.keyboard.press("Enter")
    assert page.input_value("#text") == "one [[document:SM-MI-001]] two"
