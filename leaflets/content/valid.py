"""A source folder in; its content, for a run that prints, out: read, or kept from when it was.

To read content takes pydantic and PyYAML. What valid content says is kept in the folder of the
cache, where one is given, under the SHA-256 of every file that it is made from. Approvals never
are: whether a text may print is read from its ledger each time.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from leaflets import diagnostics
from leaflets.content.approvals import ledger_path, read_approvals
from leaflets.diagnostics import Severity
from leaflets.errors import ContentFault, UsageFault
from leaflets.keep.files import key_of, program_here
from leaflets.keep.kept import Kept
from leaflets.model import codes, review, rule, source, text, vocabulary
from leaflets.model.approval import LedgerLine
from leaflets.model.source import Content, LeafletSource
from leaflets.model.vocabulary import Vocabulary

_CODE = ("content", "keep", "model", "diagnostics.py", "documents.py")
_LIBRARIES = ("pydantic", "pydantic_core", "yaml")
_CLASSES = [
    known
    for module in (codes, diagnostics, review, rule, source, text, vocabulary)
    for known in vars(module).values()
    if isinstance(known, type) and known.__module__ == module.__name__
]


def load_valid(folder: Path, cache: Path | None = None) -> Content:
    """The content of ``folder``, for a run that prints; what it says is kept in ``cache``.

    Raises:
        ContentFault: Something in it is not valid; the message lists every fault with its place.
        UsageFault: ``folder`` is not a folder with content in it.
    """
    key = _key(folder) if cache else None
    if cache is None or key is None:
        return _read(folder)
    known = _kept(cache, key)
    content = None if known is None else _with_ledgers(known)
    if content is None:
        content = _read(folder)
        if known is None and _key(folder) == key:  # else somebody wrote while it was read
            _shelf(cache).put(key, _with_approvals(content, lambda _: ()))
    return content


def load_vocabulary(folder: Path, cache: Path | None = None) -> Vocabulary | None:
    """Only the vocabulary, from which the command line makes its options; ``None`` if broken."""
    key = _key(folder) if cache else None
    known = _kept(cache, key) if cache and key else None
    if known is not None:
        return known.vocabulary
    from leaflets.content.load import read_vocabulary

    return read_vocabulary(folder)


def pick_leaflet(content: Content, wanted: str | None) -> LeafletSource:
    """The leaflet named ``wanted``, or the only one there is.

    Raises:
        UsageFault: There is no such leaflet, or several and none was named.
    """
    names = [leaflet.id for leaflet in content.leaflets]
    if wanted is None:
        if len(content.leaflets) == 1:
            return content.leaflets[0]
        if not names:
            raise UsageFault(
                "the source folder holds no leaflet", hint="add one with a leaflet.yaml"
            )
        raise UsageFault(
            f"there are several leaflets: {', '.join(names)}", hint="pick one with --leaflet ID"
        )
    for leaflet in content.leaflets:
        if leaflet.id == wanted:
            return leaflet
    from leaflets.content.rules import nearest

    raise UsageFault(f'there is no leaflet "{wanted}"', hint=nearest(wanted, names))


def _read(folder: Path) -> Content:
    from leaflets.content.load import load

    loaded = load(folder)
    errors = [f for f in loaded.findings if f.severity is Severity.ERROR]
    if errors or loaded.content is None:
        listed = "\n".join(str(finding) for finding in errors)
        raise ContentFault(
            f"the content is not valid\n{listed}",
            hint="mend these, then run `leaflets check`",
        )
    return loaded.content


def _key(folder: Path) -> str | None:
    """What stands for all that decides what the content says; its path is in every message."""
    named = ("content", folder.as_posix(), program_here(_CODE, _LIBRARIES))
    try:
        return key_of(named, _files(folder))
    except OSError:
        return None


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file that content may be made from, by the name it has in ``folder``."""
    for path in sorted(folder.iterdir()):
        if path.name.endswith(".yaml"):
            yield path.name, path
        elif path.is_dir():
            read = (".csv", ".yaml") if path.name == "codes" else ".yaml"
            for inside in sorted(path.iterdir()):
                if inside.name.endswith(read):
                    yield f"{path.name}/{inside.name}", inside


def _shelf(cache: Path) -> Kept[Content]:
    return Kept(cache, "content", Content, _CLASSES)


_last: dict[tuple[Path, str], Content] = {}


def _kept(cache: Path, key: str) -> Content | None:
    """What was kept, without approvals: a command asks for the vocabulary first, then for all."""
    found = _last.get((cache, key)) or _shelf(cache).get(key)
    if found is not None:
        _last.clear()
        _last[cache, key] = found
    return found


def _with_ledgers(content: Content) -> Content | None:
    """The content with the approvals that it has now; ``None`` if a ledger has a flaw."""
    flawed = False

    def approvals(leaflet: LeafletSource) -> tuple[LedgerLine, ...]:
        nonlocal flawed
        lines, flaws = read_approvals(ledger_path(leaflet).parent)
        flawed = flawed or bool(flaws)
        return lines

    found = _with_approvals(content, approvals)
    return None if flawed else found


def _with_approvals(
    content: Content, approvals: Callable[[LeafletSource], tuple[LedgerLine, ...]]
) -> Content:
    leaflets = (replace(leaflet, approvals=approvals(leaflet)) for leaflet in content.leaflets)
    return replace(content, leaflets=tuple(leaflets))
