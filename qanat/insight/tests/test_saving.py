"""Saved questions: one's own, shared ones, and who may do what."""

import pytest

from qanat.access.models import User
from qanat.insight.models import SavedReport
from qanat.insight.public import (
    delete_saved_report,
    save_report,
    saved_report,
    saved_reports,
)
from qanat.kernel.errors import Invalid, NotAllowed, NotFound
from qanat.platform.actor import Actor
from qanat.platform.models import AuditEntry


@pytest.fixture
def people(db):
    """An owner who may share, and a colleague who may not."""

    def actor(name, *permissions):
        user = User.objects.create(email=f"{name}@example.com", name=name, role="representative")
        return Actor(
            name=f"user:{user.id}", user_id=user.id, permissions=frozenset(permissions), sees=None
        )

    return actor("Nora", "reports.view", "reports.share"), actor("Omar", "reports.view")


def save(actor, name="Mine", **more):
    return save_report(name, report="sources", question="period=this_year", actor=actor, **more)


def test_a_saved_report_is_its_owners_alone_until_it_is_shared(people):
    nora, omar = people
    own = save(nora)
    shared = save(nora, "Ours", shared=True)

    assert [row.name for row in saved_reports(actor=nora)] == ["Mine", "Ours"]
    (seen,) = saved_reports(actor=omar)
    assert (seen.id, seen.mine, seen.owner_name) == (shared.id, False, "Nora")
    with pytest.raises(NotFound):
        saved_report(own.id, actor=omar)


def test_saving_under_the_same_name_replaces_it(people):
    nora, _ = people
    first = save(nora)
    again = save_report(" Mine ", report="funnel", question="", actor=nora)
    assert (again.id, again.report) == (first.id, "funnel")


def test_saving_is_in_the_audit(people):
    nora, _ = people
    saved = save(nora)
    entry = AuditEntry.objects.get(table="saved_report")
    assert (entry.actor, entry.row_id, entry.action) == (nora.name, saved.id, "I")


def test_saved_reports_are_paged_by_key(people):
    nora, _ = people
    ids = [save(nora, name).id for name in "abc"]
    assert [row.id for row in saved_reports(actor=nora, after=ids[0], limit=1)] == [ids[1]]


def test_a_refusal_leaves_no_trace(people):
    nora, omar = people
    with pytest.raises(NotAllowed):
        save(omar, shared=True)
    with pytest.raises(NotAllowed):
        save(Actor(name="user:9", user_id=9))
    with pytest.raises(NotFound):
        save_report("x", report="gossip", question="", actor=nora)
    for name in ("", " ", "x" * 101):
        with pytest.raises(Invalid) as refused:
            save(nora, name)
        assert refused.value.faults[0].path == ("name",)
    with pytest.raises(Invalid):
        save_report("x", report="funnel", question="x" * 2001, actor=nora)
    assert not SavedReport.objects.exists()


def test_one_forgets_ones_own_and_who_may_share_forgets_shared_ones(people):
    nora, omar = people
    mine, shared = save(omar), save(nora, "Ours", shared=True)
    with pytest.raises(NotFound):
        delete_saved_report(shared.id, actor=omar)
    with pytest.raises(NotFound):
        delete_saved_report(mine.id, actor=nora)
    assert SavedReport.objects.count() == 2

    delete_saved_report(mine.id, actor=omar)
    delete_saved_report(shared.id, actor=nora)
    assert not SavedReport.objects.exists()
