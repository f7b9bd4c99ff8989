"""The company of the tests is there, on the server too."""


def test_each_of_the_company_is_signed_in_as_themselves(company, as_user):
    page = as_user(company, "colleague", language="ar").get("/me/account/").content.decode()
    assert "فهد الشمري" in page


def test_the_browser_is_signed_in_too(live_company, served, browse):
    page = browse(live_company, "owner")
    page.goto(f"{served}/me/account/")
    assert "Sara Haddad" in page.locator("h1").inner_text()
