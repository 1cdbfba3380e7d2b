"""A source folder in; its content and every fault of shape or reference out.

``source/`` holds ``attributes.yaml``, ``other_drugs.yaml``, ``glossary.yaml`` and ``codes.yaml``
with ``codes/*.csv``, which all leaflets share, and a folder for each leaflet: ``leaflet.yaml``,
``facts.yaml``, a file a block, and ``approvals.csv``, which is not in the digest: an approval
changes no word.
"""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from leaflets.content.approvals import read_approvals
from leaflets.content.build_codes import build_codes
from leaflets.content.build_leaflet import build_glossary, build_leaflet
from leaflets.content.build_vocabulary import build_vocabulary
from leaflets.content.code_list import CodeListReader
from leaflets.content.code_shapes import CodesFile
from leaflets.content.rules import nearest
from leaflets.content.shape import Shape
from leaflets.content.shape_check import check_shape
from leaflets.content.shapes import (
    AttributesFile,
    BlockFile,
    FactsFile,
    GlossaryFile,
    LeafletFile,
    OtherDrugsFile,
)
from leaflets.diagnostics import Diagnostic, Location, has_errors, in_order
from leaflets.documents import Document, read_file
from leaflets.errors import UsageFault
from leaflets.model.source import Content, LeafletSource, Term
from leaflets.model.vocabulary import Vocabulary

S = TypeVar("S", bound=Shape)

FRAME = "leaflet.yaml"
FACTS = "facts.yaml"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read. ``content`` is ``None`` where the vocabulary itself is broken.

    ``broken`` names the files of which something was left out: what they would have carried can't
    be judged.
    """

    content: Content | None
    findings: tuple[Diagnostic, ...]
    broken: frozenset[str]


class _Reader:
    """Reads the files of one source folder, keeping findings and the digest of every byte."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.findings: list[Diagnostic] = []
        self.broken: set[str] = set()
        self.told = hashlib.sha256()

    @property
    def digest(self) -> str:
        return self.told.hexdigest()

    def read(
        self, path: Path, shape: type[S], *, printed: bool = True
    ) -> tuple[Document, S] | None:
        """One file; what nothing of is ``printed`` does not count for the digest."""
        name = path.as_posix()
        try:
            document, raw = read_file(path, name)
        except OSError as error:
            self.report(
                Diagnostic(
                    check="files",
                    message=f"can't be read: {error.strerror or error}",
                    where=Location(name),
                )
            )
            self.broken.add(name)
            return None
        if printed:
            inside = path.relative_to(self.source).as_posix()
            self.told.update(f"{inside}\0{len(raw)}\0".encode() + raw)
        checked, faults = check_shape(document, shape)
        for finding in (*document.findings, *faults):
            self.report(finding)
        if faults or checked is None or has_errors(document.findings):
            self.broken.add(name)
        return None if checked is None else (document, checked)

    def report(self, finding: Diagnostic) -> None:
        self.findings.append(finding)


def load(source: Path) -> Loaded:
    """Everything in ``source``, with all faults at once.

    Raises:
        UsageFault: ``source`` is not a folder with content in it.
    """
    if not (source / "attributes.yaml").is_file():
        raise UsageFault(
            f"{source} holds no content: attributes.yaml is not there",
            hint="give the folder with --source DIR",
        )
    reader = _Reader(source)
    vocabulary = _vocabulary(reader)
    if vocabulary is None:
        return Loaded(None, in_order(reader.findings), frozenset(reader.broken))
    glossary = reader.read(source / "glossary.yaml", GlossaryFile)
    terms = build_glossary(*glossary) if glossary else ()
    leaflets = tuple(
        leaflet
        for folder in sorted(path.parent for path in source.glob(f"*/{FRAME}"))
        if (leaflet := _leaflet(reader, folder, vocabulary, terms)) is not None
    )
    content = Content(vocabulary=vocabulary, leaflets=leaflets, digest=reader.digest)
    return Loaded(content, in_order(reader.findings), frozenset(reader.broken))


def read_vocabulary(source: Path) -> Vocabulary | None:
    """Only the vocabulary of ``source``; ``None`` if it is broken."""
    if not (source / "attributes.yaml").is_file():
        return None
    reader = _Reader(source)
    vocabulary = _vocabulary(reader)
    return None if has_errors(reader.findings) else vocabulary


def _vocabulary(reader: _Reader) -> Vocabulary | None:
    """The vocabulary; a command reads it first for its options, then with all else."""
    key = reader.source, reader.source.absolute(), _signature(reader.source)
    known = _read_last.get(key)
    if known is None:
        vocabulary = _read_vocabulary(reader)
        _read_last.clear()
        _read_last[key] = (
            vocabulary, tuple(reader.findings), frozenset(reader.broken), reader.told.copy()
        )  # fmt: skip
        return vocabulary
    vocabulary, findings, broken, told = known
    reader.findings += findings
    reader.broken |= broken
    reader.told = told.copy()
    return vocabulary


def _signature(source: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes if a file does that the vocabulary is made from."""
    named = (source / name for name in ("attributes.yaml", "other_drugs.yaml", "codes.yaml"))
    paths = [*filter(Path.is_file, named), *sorted((source / "codes").glob("*.csv"))]
    found = ((path.name, path.stat()) for path in paths)
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)


_Known = tuple[Vocabulary | None, tuple[Diagnostic, ...], frozenset[str], "hashlib._Hash"]

_read_last: dict[tuple[Path, Path, tuple[tuple[str, int, int], ...]], _Known] = {}


def _read_vocabulary(reader: _Reader) -> Vocabulary | None:
    attributes = reader.read(reader.source / "attributes.yaml", AttributesFile)
    others_path = reader.source / "other_drugs.yaml"
    others = reader.read(others_path, OtherDrugsFile) if others_path.is_file() else None
    if attributes is None:
        return None
    vocabulary = build_vocabulary(*attributes, others, reader.report)
    codes_path = reader.source / "codes.yaml"
    codes = reader.read(codes_path, CodesFile, printed=False) if codes_path.is_file() else None
    if codes is None:
        return vocabulary
    lists = build_codes(*codes, vocabulary, reader.report)
    products = CodeListReader(lists, vocabulary)
    for path in sorted((reader.source / "codes").glob("*.csv")):
        products.read(path)
    for finding in products.findings:
        reader.report(finding)
    return replace(vocabulary, codes=replace(lists, drugs=products.drugs))


def _leaflet(
    reader: _Reader, folder: Path, vocabulary: Vocabulary, terms: tuple[Term, ...]
) -> LeafletSource | None:
    frame = reader.read(folder / FRAME, LeafletFile)
    facts_path = folder / FACTS
    facts = reader.read(facts_path, FactsFile) if facts_path.is_file() else None
    blocks = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name in (FRAME, FACTS):
            continue
        block = reader.read(path, BlockFile)
        if block is None:
            continue
        if block[1].block != path.stem:
            reader.report(
                Diagnostic(
                    check="files",
                    message=f'the file is called "{path.stem}", its block "{block[1].block}"',
                    where=block[0].where("block"),
                    hint="give both the same name",
                )
            )
        blocks[block[1].block] = block
    if frame is None:
        return None
    _check_order(reader, frame, blocks)
    approvals, flaws = read_approvals(folder)
    for flaw in flaws:
        reader.report(flaw)
    return build_leaflet(frame, facts, blocks, terms, approvals, vocabulary, reader.report)


def _check_order(
    reader: _Reader,
    frame: tuple[Document, LeafletFile],
    blocks: dict[str, tuple[Document, BlockFile]],
) -> None:
    document, shape = frame
    broken = {Path(name).stem for name in reader.broken}
    for index, name in enumerate(shape.blocks):
        where = document.where("blocks", index)
        if name not in blocks and name not in broken:
            reader.report(
                Diagnostic(
                    check="files",
                    message=f"the block {name} has no file {name}.yaml",
                    where=where,
                    hint=nearest(name, blocks),
                )
            )
        if name in shape.blocks[:index]:
            reader.report(
                Diagnostic(check="files", message=f"{name} stands twice in the order", where=where)
            )
    for name, (block, _) in blocks.items():
        if name not in shape.blocks:
            reader.report(
                Diagnostic(
                    check="files",
                    message=f"the block {name} is not in the leaflet's order, so it never prints",
                    where=block.where("block"),
                    hint=f"add it to `blocks` in {document.file}",
                )
            )
