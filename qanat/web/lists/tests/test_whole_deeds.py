"""A deed for a whole list on the page of the list: how far it is, its end, its undo."""

import pytest

from qanat.flows import bulk_all
from qanat.flows.bulk import Deed
from qanat.flows.jobs import do_to_all_of_list, undo_for_all_of_list
from qanat.flows.public import add_person, begin_for_all
from qanat.kernel import clock
from qanat.listing.models import ListDeed
from qanat.listing.public import Asked
from qanat.people.models import Person
from qanat.platform.actor import system_actor

SYSTEM = system_actor("test")


@pytest.fixture
def deed_id(company, monkeypatch):
    monkeypatch.setattr(bulk_all, "BATCH", 2)
    for name in ("Alia", "Basma", "Celine"):
        values = {"given_name": name, "email": f"{name.lower()}@acme.com"}
        owner_id = company.id_of("owner")
        add_person(values, owner_id=owner_id, account_id=None, actor=SYSTEM, now=clock.now())
    actor = company.actor("owner").because("web:whole")
    return begin_for_all(
        Asked(subject="people"), Deed.STATUS, "contacted", actor=actor, now=clock.now()
    )


def test_it_is_followed_taken_back_and_the_list_shown_anew(company, deed_id, as_user):
    client = as_user(company, "owner", htmx=True)
    boxes = client.get("/leads/deeds/")
    assert "Waiting for its turn" in boxes.content.decode()
    assert "HX-Trigger" not in boxes
    assert 'hx-trigger="every 1s"' in as_user(company, "owner").get("/leads/").content.decode()
    ListDeed.objects.filter(pk=deed_id).update(total=3, done=2)
    assert '<progress class="flow-bar" aria-label="Changing the status" value="2" max="3">' in (
        client.get("/leads/deeds/").content.decode()
    )
    ListDeed.objects.filter(pk=deed_id).update(total=None, done=0)

    do_to_all_of_list(deed_id=deed_id)
    ended = client.get("/leads/deeds/")
    assert "Done for 3 records." in ended.content.decode()
    assert "every 1s" not in ended.content.decode()
    assert ended["HX-Trigger"] == "list-changed"

    undone = client.post(f"/leads/deeds/{deed_id}/undo/")
    assert "Taking back: Changing the status" in undone.content.decode()
    undo_for_all_of_list(deed_id=deed_id)
    assert "Taken back." in client.get("/leads/deeds/").content.decode()
    assert not Person.objects.filter(status="contacted").exists()


def test_a_notice_leads_to_it_when_it_is_no_longer_fresh(company, deed_id, as_user):
    do_to_all_of_list(deed_id=deed_id)
    client = as_user(company, "owner", language="ar")
    assert "اكتمل ما بدأته لقائمة كاملة: 3 سجلات." in client.get("/notices/").content.decode()
    ListDeed.objects.update(ended_at="2026-01-01T00:00:00Z")
    box = 'data-state="done"'
    assert box not in client.get("/leads/").content.decode()
    assert box in client.get(f"/leads/?deed={deed_id}").content.decode()


def test_it_is_of_whoever_began_it(company, deed_id, as_user):
    for who in ("manager", "stranger"):
        client = as_user(company, who, htmx=True)
        assert "list-file" not in client.get("/leads/deeds/").content.decode().replace(
            "list-files", ""
        )
        assert client.post(f"/leads/deeds/{deed_id}/undo/").status_code == 404
    assert ListDeed.objects.get().state == "doing"
