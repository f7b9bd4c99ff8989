"""Every table that points to a person says what becomes of its rows."""

from django.apps import apps
from django.db.models import UniqueConstraint
from django.utils.module_loading import autodiscover_modules

from qanat.platform.lifecycle import PERSON_LINKS, OnErase, OnMerge


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith("qanat.")]


def points_to_person(field):
    target = getattr(field.related_model, "__name__", "") if field.is_relation else ""
    return target == "Person" or (not field.is_relation and field.name == "person_id")


def declared():
    autodiscover_modules("lifecycle")
    return {link.name: link for link in PERSON_LINKS}


def columns_of(table):
    (model,) = [model for model in our_models() if model._meta.db_table == table]
    return {field.column: field for field in model._meta.fields}


def test_every_column_that_points_to_a_person_is_declared_and_no_other():
    columns = {
        f"{model._meta.db_table}.{field.column}"
        for model in our_models()
        for field in model._meta.fields
        if points_to_person(field)
    }
    assert set(declared()) == columns


def test_what_a_merge_keeps_apart_is_what_the_database_keeps_apart():
    for link in declared().values():
        (model,) = [model for model in our_models() if model._meta.db_table == link.table]
        names = {field.name: field.column for field in model._meta.fields}
        unique = [
            {names[name] for name in constraint.fields}
            for constraint in model._meta.constraints
            if isinstance(constraint, UniqueConstraint)
        ]
        if link.on_merge is OnMerge.MOVE_NEW:
            assert {link.column, *link.key} in unique or set(link.key) in unique, link.name
        else:
            assert not any(link.column in fields for fields in unique), link.name


def test_what_stays_after_an_erasure_can_be_unlinked_and_emptied():
    for link in declared().values():
        columns = columns_of(link.table)
        assert set(link.texts) <= set(columns), link.name
        if link.on_erase is OnErase.UNLINK:
            assert columns[link.column].null, link.name
