"""An effect leaves once per key, is tried again, and ends sent or failed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from qanat.kernel.errors import Invalid, NotFound, Unavailable
from qanat.platform import outbox
from qanat.platform.models import OutboxMessage
from qanat.platform.outbox import Effect

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def sent(monkeypatch):
    """Deliveries of the effect `test.ring`, as (payload, key)."""
    deliveries = []
    monkeypatch.setattr(outbox, "effects", type(outbox.effects)("effect"))
    outbox.effects.add(
        Effect(name="test.ring", deliver=lambda payload, key: deliveries.append((payload, key)))
    )
    return deliveries


def failing_with(error, attempts=3):
    def deliver(payload, key):
        raise error

    outbox.effects.add(Effect(name="test.fails", deliver=deliver, attempts=attempts))


@pytest.mark.usefixtures("real_commits")
def test_an_effect_leaves_once_however_often_it_is_emitted(sent):
    assert outbox.emit("test.ring", {"bell": 1}, key="ring:1", due_at=NOW) is True
    assert outbox.emit("test.ring", {"bell": 2}, key="ring:1", due_at=NOW) is False

    assert outbox.deliver_due(10, now=NOW) == 1
    assert outbox.deliver_due(10, now=NOW + HOUR) == 0
    assert sent == [({"bell": 1}, "ring:1")]
    assert OutboxMessage.objects.get().state == "sent"


@pytest.mark.usefixtures("real_commits")
def test_an_effect_of_a_transaction_that_failed_never_leaves(sent):
    with transaction.atomic():
        outbox.emit("test.ring", {}, key="ring:1", due_at=NOW)
        transaction.set_rollback(True)

    assert outbox.deliver_due(10, now=NOW) == 0
    assert sent == []


@pytest.mark.usefixtures("real_commits")
def test_an_effect_is_not_delivered_before_it_is_due(sent):
    outbox.emit("test.ring", {}, key="ring:1", due_at=NOW + HOUR)

    assert outbox.deliver_due(10, now=NOW) == 0
    assert outbox.deliver_due(10, now=NOW + HOUR) == 1


@pytest.mark.usefixtures("real_commits")
def test_an_unavailable_receiver_is_tried_again_later_and_then_failed(sent):
    failing_with(Unavailable("the bell is away"), attempts=2)
    outbox.emit("test.fails", {}, key="fails:1", due_at=NOW)

    assert outbox.deliver_due(10, now=NOW) == 1
    assert outbox.deliver_due(10, now=NOW) == 0
    assert outbox.failed_messages() == []
    assert outbox.deliver_due(10, now=NOW + HOUR) == 1

    (failed,) = outbox.failed_messages()
    assert (failed.attempts, failed.error) == (2, "the bell is away")


@pytest.mark.usefixtures("real_commits")
def test_a_refusal_is_failed_at_once_and_can_be_sent_again(sent):
    failing_with(Invalid("no such bell"))
    outbox.emit("test.fails", {}, key="fails:1", due_at=NOW)
    outbox.deliver_due(10, now=NOW)
    (failed,) = outbox.failed_messages()

    outbox.send_again(failed.id, now=NOW)

    assert outbox.failed_messages() == []
    assert outbox.deliver_due(10, now=NOW) == 1
    with pytest.raises(NotFound):
        outbox.send_again(failed.id + 1, now=NOW)


@pytest.mark.usefixtures("real_commits")
def test_a_message_whose_deliverer_died_is_delivered_after_its_lease(sent):
    outbox.emit("test.ring", {}, key="ring:1", due_at=NOW)
    OutboxMessage.objects.update(state="taken", attempts=1, lease_until=NOW + HOUR)

    assert outbox.deliver_due(10, now=NOW + HOUR) == 0
    assert outbox.deliver_due(10, now=NOW + 2 * HOUR) == 1
    assert OutboxMessage.objects.get().attempts == 2


@pytest.mark.usefixtures("real_commits")
def test_a_message_that_kills_every_deliverer_is_failed(sent):
    outbox.emit("test.ring", {}, key="ring:1", due_at=NOW)
    OutboxMessage.objects.update(state="taken", attempts=8, lease_until=NOW)

    outbox.deliver_due(10, now=NOW + HOUR)

    assert sent == []
    assert OutboxMessage.objects.get().state == "failed"


@pytest.mark.django_db
def test_an_unknown_effect_cannot_be_emitted(sent):
    with pytest.raises(LookupError):
        outbox.emit("test.unknown", {}, key="unknown:1")
