"""Columns that stay in sight beside the first: in the address, in views, in the sheet."""

import json
import re

import pytest
from playwright.sync_api import expect

from qanat.flows.public import add_person
from qanat.kernel import clock
from qanat.listing.public import Asked
from qanat.platform.actor import system_actor

SYSTEM = system_actor("test")
ADDRESS = "/leads/?columns=name,city,status,owner,email,company,source&pins=owner,status"


def heads(body):
    return re.findall(r'data-col="(\w+)"', body)


def links_of(body, key):
    """Where the menu of a column leads, by what it says."""
    [menu] = re.findall(rf'id="column-{key}" popover>(.*?)</div>', body, re.DOTALL)
    found = re.findall(r'href="([^"]*)"[^>]*>.*?</svg>([^<]*)</a>', menu, re.DOTALL)
    return {said: address.replace("&amp;", "&") for address, said in found}


def test_pinned_columns_come_right_behind_the_first_in_their_order():
    asked = Asked(subject="people", columns=("name", "city", "status", "owner"))
    pinned = Asked(**{**asked.__dict__, "pins": ("owner", "status", "name", "nothing")})
    assert pinned.completed().columns == ("name", "status", "owner", "city")
    assert pinned.completed().pins == ("status", "owner")
    assert pinned.completed() == pinned.completed().completed()
    every = ("name", "score", "step", "owner", "status", "company")
    assert Asked(subject="people", pins=every).completed().pins == every[1:4]
    assert Asked.of_json("people", pinned.as_json()) == Asked(**{**pinned.__dict__, "widths": {}})


def test_a_column_is_pinned_unpinned_and_hidden_from_its_menu(company, as_user):
    add_person(
        {"email": "a@acme.com"}, owner_id=None, account_id=None, actor=SYSTEM, now=clock.now()
    )
    client = as_user(company, "admin")
    plain = client.get("/leads/?columns=name,city,owner").content.decode()
    assert "data-pins=" not in plain
    assert "Pin" not in links_of(plain, "name")
    pinned = client.get(links_of(plain, "owner")["Pin"]).content.decode()
    assert (heads(pinned), 'data-pins="1"' in pinned) == (["name", "owner", "city"], True)
    unpinned = client.get(links_of(pinned, "owner")["Unpin"]).content.decode()
    assert (heads(unpinned), "data-pins=" in unpinned) == (["name", "city", "owner"], False)
    hidden = client.get(links_of(pinned, "owner")["Hide the column"]).content.decode()
    assert (heads(hidden), "data-pins=" in hidden) == (["name", "city"], False)


def test_pins_are_kept_in_a_view_and_can_be_left_out_of_it(company, as_user):
    add_person(
        {"email": "a@acme.com"}, owner_id=None, account_id=None, actor=SYSTEM, now=clock.now()
    )
    client = as_user(company, "admin", htmx=True)
    told = {"name": "With owner", "columns": "name,city,owner", "pins": "owner"}
    address = client.post("/leads/views/new/", told)["HX-Redirect"]
    kept = client.get(address).content.decode()
    assert (heads(kept), "views__unsaved" in kept) == (["name", "owner", "city"], False)
    without = client.get(links_of(kept, "owner")["Unpin"]).content.decode()
    assert ("data-pins=" in without, "views__unsaved" in without) == (False, True)


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "ar"])
def test_pinned_columns_stay_beside_the_first_however_far_one_scrolls(
    served, live_company, browse, language
):
    values = {"given_name": "Alia", "email": "alia@acme.com"}
    owner_id = live_company.id_of("manager")
    add_person(values, owner_id=owner_id, account_id=None, actor=SYSTEM, now=clock.now())
    page = browse(live_company, "manager", language=language)
    page.set_viewport_size({"width": 900, "height": 600})
    page.goto(f"{served}{ADDRESS}&widths=name:12.5,status:8.3,owner:7")
    expect(page.locator("table[style*='--pin-2']")).to_have_count(1)
    far = page.evaluate(
        """() => {
            const grid = document.querySelector(".grid"), rtl = document.dir === "rtl" ? -1 : 1;
            const edge = () => grid.getBoundingClientRect()[rtl < 0 ? "right" : "left"];
            const at = (cell) => Math.round(rtl * (cell.getBoundingClientRect()[rtl < 0 ? "right" : "left"] - edge()));
            grid.scrollLeft = rtl * 250;
            return ["thead", "tbody", "tfoot"].map((part) =>
                [...grid.querySelectorAll(`${part} tr:first-child > *`)].slice(1, 4).map(at));
        }"""
    )
    assert far == [[0, 200, 333]] * 3  # 12.5 and 8.3 rem, as wide as they are

    page.set_viewport_size({"width": 390, "height": 700})
    expect(page.locator("[data-row] td:nth-child(4)")).to_be_hidden()
    expect(page.locator("[data-row] .col-pin")).to_be_visible()
    assert json.loads(page.evaluate("JSON.stringify(document.documentElement.scrollWidth)")) <= 390
