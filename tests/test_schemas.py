"""The shipped JSON Schemas: what the shapes give, and what an editor then underlines."""

import importlib.util
import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from leaflets.content.shapes import FILES

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "source"
SCHEMAS = SOURCE / "schema"
POINTER = "# yaml-language-server: $schema="
YAML_FILES = sorted(SOURCE.rglob("*.yaml"))


class EditorLoader(yaml.SafeLoader):
    """Reads YAML 1.2's core schema, as editors do: only true, false, null and numbers convert."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] in wanted]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    for wanted in [{"null", "int", "float"} | ({"bool"} if first in "tTfF" else set())]
}


def read(text):
    return yaml.load(text, Loader=EditorLoader)  # a safe loader with fewer resolvers


def pointer(path):
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith(POINTER), f"{path.name} does not begin with {POINTER}"
    return (path.parent / first.removeprefix(POINTER)).resolve()


def schema_for(path):
    return json.loads(pointer(path).read_text(encoding="utf-8"))


def faults(path, text):
    validator = jsonschema.Draft202012Validator(schema_for(path))
    return [error.message for error in validator.iter_errors(read(text))]


def build_schemas():
    script = ROOT / "scripts" / "build_schemas.py"
    spec = importlib.util.spec_from_file_location("build_schemas", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def relative(path):
    return path.relative_to(SOURCE).as_posix()


def test_shipped_schemas_are_what_the_shapes_give():
    shipped = {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.iterdir()}
    assert shipped == build_schemas().schemas()


@pytest.mark.parametrize("name", FILES)
def test_a_schema_is_valid_itself_and_says_what_it_is(name):
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize("path", YAML_FILES, ids=relative)
def test_every_content_file_points_to_the_schema_of_its_kind(path):
    kind = pointer(path).name.removesuffix(".schema.json")
    named_after = path.stem.removesuffix(".example")
    assert kind == (named_after if named_after in FILES else "block")
    assert pointer(path).parent == SCHEMAS


@pytest.mark.parametrize("path", YAML_FILES, ids=relative)
def test_an_editor_finds_nothing_to_underline_in_shipped_content(path):
    assert faults(path, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("attributes.yaml", "mention: result", "mentoin: result"),
        ("attributes.yaml", "mention: result", "mention: results"),
        ("attributes.yaml", "  her2:\n", "  HER2:\n"),
        ("glossary.yaml", "meaning:", "means:"),
        ("clinic.example.yaml", "phone_24h:", "phone24:"),
        ("*/facts.yaml", "terms:", "term:"),
        ("*/leaflet.yaml", "short_title:", "shorttitle:"),
        ("*/everolimus.yaml", "kind: drug", "kind: medicine"),
        ("*/everolimus.yaml", "safety: true", "safty: true"),
        ("*/everolimus.yaml", "safety: true", "safety: yes"),
        ("*/everolimus.yaml", "when:\n  all:", "when:\n  printed: cns\n  all:"),
    ],
)
def test_an_editor_underlines_a_misspelt_key_or_value(file, right, wrong):
    (path,) = SOURCE.glob(file)
    text = path.read_text(encoding="utf-8")
    assert right in text
    assert faults(path, text.replace(right, wrong, 1))
