import pytest

from qanat.kernel.email import domain_of_email, normal_email
from qanat.kernel.free_mail import FREE_MAIL_DOMAINS, is_free_mail


@pytest.mark.parametrize("typed", ["Ali@GMAIL.com", "ali@chmail.ir", "ali@maktoob.com"])
def test_personal_addresses_are_free_mail(typed):
    assert is_free_mail(domain_of_email(normal_email(typed)))


@pytest.mark.parametrize("domain", ["aramco.com", "mail.gmail.com", "notgmail.com", ""])
def test_addresses_of_a_company_are_not(domain):
    assert not is_free_mail(domain)


def test_every_listed_domain_can_be_the_domain_of_a_normal_address():
    for domain in FREE_MAIL_DOMAINS:
        assert domain_of_email(normal_email(f"a@{domain}")) == domain
