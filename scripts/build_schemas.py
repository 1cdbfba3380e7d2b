"""Build ``source/schema/``: the shapes of content files in, one JSON Schema a kind of file out.

An editor that reads a file's first line (`# yaml-language-server: $schema=...`) completes keys and
underlines what is misspelt. Run it after a change in ``leaflets/content/shapes.py``; with
``--check`` it writes nothing and exits 1 if a schema is not what the shapes give.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import click

from leaflets.content.shape import Shape
from leaflets.content.shapes import FILES

OUTPUT = Path(__file__).resolve().parent.parent / "source" / "schema"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def closed(schema: object) -> object:
    """``schema`` in which a key that fits no pattern of names is refused.

    Pydantic writes the names that a mapping may have as ``patternProperties``, which lets every
    other name through unseen; the program itself refuses them.
    """
    if isinstance(schema, list):
        return [closed(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    if "patternProperties" in made:
        made.setdefault("additionalProperties", False)
    return made


def one_key(definitions: Mapping[str, object]) -> dict[str, object]:
    """``definitions`` in which a rule has exactly one key, as the reader of rules wants it."""
    made = dict(definitions)
    rule = made.get("RuleShape")
    if isinstance(rule, dict):
        made["RuleShape"] = {**rule, "minProperties": 1, "maxProperties": 1}
    return made


def schema_of(name: str, shape: type[Shape]) -> dict[str, object]:
    """The JSON Schema of one kind of file."""
    made = closed(shape.model_json_schema(by_alias=True))
    assert isinstance(made, dict)
    if "$defs" in made:
        made["$defs"] = one_key(made["$defs"])
    return {"$schema": DIALECT, **made, "title": f"leaflets: {name.replace('_', ' ')} file"}


def schemas() -> dict[str, str]:
    """Each schema's file name with its text."""
    return {f"{name}.schema.json": _text(schema_of(name, shape)) for name, shape in FILES.items()}


def _text(schema: Mapping[str, object]) -> str:
    """``schema`` as a file; editors show its words as Markdown."""
    return json.dumps(schema, indent=1, ensure_ascii=False).replace("``", "`") + "\n"


@click.command(epilog="Example: python scripts/build_schemas.py")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a schema is out of date.")
@click.pass_context
def main(ctx: click.Context, check: bool) -> None:
    """Write the JSON Schemas of content files to source/schema/."""
    made = schemas()
    stale = [
        name
        for name, text in made.items()
        if not (OUTPUT / name).is_file() or (OUTPUT / name).read_text(encoding="utf-8") != text
    ]
    if not check:
        OUTPUT.mkdir(parents=True, exist_ok=True)
        for name in stale:
            (OUTPUT / name).write_text(made[name], encoding="utf-8")
    for name in stale:
        click.echo(f"{name} {'is out of date' if check else 'written'}", err=True)
    ctx.exit(1 if check and stale else 0)


if __name__ == "__main__":
    main()
