"""A record on a phone: what it says is read whole, what is pressed is as large as a finger."""

import pytest

from qanat.web.conftest import make_records

pytestmark = pytest.mark.journey

PHONE = {"width": 360, "height": 780}
CUT = """() => [...document.querySelectorAll(".stepper__name")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)"""


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
def test_the_steps_are_read_whole_and_the_score_explains_itself(
    live_company, served, browse, language
):
    records = make_records(live_company)
    page = browse(live_company, "admin", language=language)
    page.set_viewport_size(PHONE)
    for path in (f"/people/{records.person}/", f"/deals/{records.deal}/"):
        page.goto(served + path)
        assert page.locator(".stepper__name").count() == 5
        assert page.evaluate(CUT) == []
    page.goto(f"{served}/people/{records.person}/")
    page.locator('[popovertarget="why-score"]').click()
    page.locator("#why-score .why__total").wait_for()
    box = page.locator("#why-score").bounding_box()
    assert box["width"] == 328
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
