"""Which of our rows another system's records became, so that bringing them again changes nothing."""

from collections.abc import Mapping, Sequence

from qanat.capture.models import ExternalKey


def known_rows(system: str, kind: str, keys: Sequence[str]) -> dict[str, int]:
    """Our row ids by the other system's keys; what is not known is left out. One query."""
    found = ExternalKey.objects.filter(system=system, kind=kind, key__in=keys)
    return dict(found.values_list("key", "row_id"))


def remember_rows(
    system: str,
    kind: str,
    rows: Mapping[str, int],
    *,
    unresolved: Mapping[str, Mapping[str, str]] | None = None,
) -> None:
    """Keep the row of each key. `unresolved` is, by key, what its record refers to that is not there."""
    told = unresolved or {}
    ExternalKey.objects.bulk_create(
        [
            ExternalKey(
                system=system, kind=kind, key=key, row_id=row_id, unresolved=dict(told.get(key, {}))
            )
            for key, row_id in rows.items()
        ],
        batch_size=2000,
        ignore_conflicts=True,
    )
