"""The shape of the code, checked: who may import whom, how big a file may be, what must be said."""

import ast
import re
from pathlib import Path

import grimp
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "qanat"
MAX_LINES = 400
# The ground is for everyone, and the edges are composed by the project; all else is entered by public.py.
OPEN = {"kernel", "platform", "web", "api", "project"}
SYNONYMS = {"Contact", "Company", "Deal", "Activity", "Customer", "Lead"}


def modules() -> list[Path]:
    return sorted(
        path
        for path in PACKAGE.rglob("*.py")
        if not {"tests", "migrations", "conftest.py"} & set(path.relative_to(PACKAGE).parts)
    )


def our_models() -> list[type]:
    return [model for model in apps.get_models() if model.__module__.startswith("qanat.")]


def test_outsiders_import_only_public():
    graph = grimp.build_graph("qanat", include_external_packages=False, cache_dir=None)
    trespasses = []
    for imported in graph.modules:
        parts = imported.split(".")
        if len(parts) < 3 or parts[1] in OPEN or parts[2] in {"public", "tests", "migrations"}:
            continue
        for importer in graph.find_modules_that_directly_import(imported):
            outside = importer.split(".")[1:2] != parts[1:2]
            if outside and "tests" not in importer.split("."):
                trespasses.append(f"{importer} imports {imported}")
    assert trespasses == []


def test_rules_are_plain_python():
    graph = grimp.build_graph("qanat", include_external_packages=True, cache_dir=None)
    bad = [
        f"{module} imports {imported}"
        for module in graph.modules
        if module.endswith(".rules")
        for imported in graph.find_modules_directly_imported_by(module)
        if imported.split(".")[0] in {"django", "psycopg", "ninja"}
    ]
    assert bad == []


def test_no_module_is_too_long_to_read():
    long = [str(path) for path in modules() if len(path.read_text().splitlines()) > MAX_LINES]
    assert long == []


def test_no_module_is_named_after_nothing():
    empty_names = {"utils", "helpers", "common", "misc", "manager"}
    assert [path for path in modules() if path.stem in empty_names] == []


def test_only_the_configuration_reads_the_environment():
    readers = {
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        if re.search(r"os\.(environ|getenv)", path.read_text())
    }
    assert readers <= {"platform/config.py", "project/wsgi.py", "project/command/plumbing.py"}


def test_every_public_name_is_documented():
    silent = [
        f"{path.parent.name}.public.{name}"
        for path in PACKAGE.glob("*/public.py")
        for name, node in public_definitions(path)
        if ast.get_docstring(node) is None
    ]
    assert silent == []


def public_definitions(path: Path) -> list[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    """What a public.py imports from our own files, with the functions and classes behind it."""
    found = []
    for node in ast.parse(path.read_text()).body:
        if not (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qanat.")):
            continue
        source = ROOT / (node.module.replace(".", "/") + ".py")
        if not source.exists():
            continue
        defined = {
            child.name: child
            for child in ast.parse(source.read_text()).body
            if isinstance(child, ast.FunctionDef | ast.ClassDef)
        }
        found += [
            (alias.name, defined[alias.name]) for alias in node.names if alias.name in defined
        ]
    return found


def test_no_foreign_key_makes_a_reverse_name():
    reverse = [
        f"{model.__name__}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and not field.remote_field.hidden
    ]
    assert reverse == []


def test_models_use_the_words_of_the_glossary():
    assert [model.__name__ for model in our_models() if model.__name__ in SYNONYMS] == []


def test_every_constraint_and_index_of_ours_fits_its_name():
    """PostgreSQL cuts names at 63 bytes; a cut name could not be turned into a sentence."""
    names = [
        item.name
        for model in our_models()
        for item in [*model._meta.constraints, *model._meta.indexes]
    ]
    assert [name for name in names if len(name) > 63] == []
    assert len(names) == len(set(names))
