"""What people do, in a real browser."""

import time
from datetime import UTC, datetime

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from qanat.access.public import RoleName, create_user
from qanat.platform.actor import system_actor

pytestmark = pytest.mark.journey

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
PASSWORD = "a-long-and-rare-pass-phrase"


def code_for(secret):
    """What an authenticator app shows now, with time left to type it in."""
    left = 30 - time.time() % 30
    if left < 10:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def noura(served):
    create_user(
        email="noura@example.com",
        name="نورة القحطاني",
        role=RoleName.REPRESENTATIVE,
        password=PASSWORD,
        language="ar",
        time_zone="Asia/Riyadh",
        actor=system_actor("test"),
        now=NOW,
    )
    return served


def sign_in(page, address):
    page.goto(address)
    page.locator("input[name=login]").fill("noura@example.com")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button.button--primary").click()


def confirm(page):
    """The password once more, which every change of how to sign in asks for."""
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button.button--primary").click()


def test_somebody_signs_in_with_a_second_step_in_arabic(noura, open_page):
    page = open_page(locale="ar")
    sign_in(page, noura)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.wait_for_url("**/inbox/")

    page.goto(f"{noura}/me/account/")
    expect(page.locator("h1")).to_contain_text("نورة القحطاني")
    page.get_by_role("link", name="تفعيل").click()
    expect(page.locator("h1")).to_have_text("هل هذا أنت؟")
    confirm(page)
    secret = page.locator("code.secret").inner_text()
    page.locator("input[name=code]").fill(code_for(secret))
    page.get_by_role("button", name="تفعيل").click()
    expect(page.get_by_role("status")).to_be_visible()
    codes = page.locator("ul.codes li").all_inner_texts()
    assert len(codes) == 10

    page.get_by_role("button", name="تسجيل الخروج").click()
    page.wait_for_url("**/sign-in/")

    sign_in(page, noura)
    expect(page.locator("h1")).to_have_text("الخطوة الثانية")
    page.locator("input[name=code]").fill("000000")
    page.get_by_role("button", name="تسجيل الدخول").click()
    expect(page.get_by_role("alert")).to_have_text("هذا الرمز غير صحيح أو انتهت صلاحيته.")
    page.locator("input[name=code]").fill(codes[0])
    page.get_by_role("button", name="تسجيل الدخول").click()
    page.wait_for_url("**/inbox/")


PAGES = [
    ("/me/account/", "home"),
    ("/me/mfa/", "mfa"),
    ("/me/mfa/app/on/", "app"),
    ("/me/password/", "password"),
    ("/me/sessions/", "devices"),
    ("/sign-out/", "sign-out"),
]


SCREENS = [(width, scheme) for width in (1280, 390, 360) for scheme in ("light", "dark")]


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
def test_no_page_is_wider_than_the_screen(noura, open_page, photograph, language):
    page = open_page(locale=language)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": noura}])

    def look(name):
        expect(page.locator("html")).to_have_attribute("lang", language)
        for width, scheme in SCREENS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            photograph(page, f"{name}.{language}.{scheme}.{width}")

    page.goto(f"{noura}/sign-in/")
    look("sign-in")
    page.locator("input[name=login]").fill("noura@example.com")
    page.locator("input[name=password]").fill("wrong")
    page.locator("main form button.button--primary").click()
    look("sign-in-wrong")
    sign_in(page, noura)
    for path, name in PAGES:
        page.goto(noura + path)
        if "/sign-in/again/" in page.url:
            look("again")
            confirm(page)
        look(name)
    page.goto(f"{noura}/api/v1/docs")
    page.get_by_text("/api/v1/users").first.wait_for()


def test_the_language_is_chosen_on_the_page_and_kept(served, open_page):
    page = open_page()
    page.goto(served)
    page.get_by_role("button", name="فارسی").click()
    expect(page.locator("h1")).to_have_text("ورود")
    page.goto(f"{served}/sign-in/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Sign in")
