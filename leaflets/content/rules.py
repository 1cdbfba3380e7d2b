"""A rule as written in; a rule of the model out, every name and value in it declared."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches

from leaflets.diagnostics import Diagnostic, Location
from leaflets.documents import Data, Document, PathInFile
from leaflets.model.rule import ALWAYS, AllOf, AnyOf, Asks, Not, Printed, Rule
from leaflets.model.vocabulary import UNKNOWN, Vocabulary

Report = Callable[[Diagnostic], None]


class RuleReader:
    """Reads the rules of one document; what it can't read is reported and reads as always.

    ``unread`` are blocks whose own files could not be read, which is reported there.
    """

    def __init__(
        self,
        document: Document,
        vocabulary: Vocabulary,
        blocks: Iterable[str],
        report: Report,
        unread: Iterable[str] = (),
    ) -> None:
        self._document = document
        self._vocabulary = vocabulary
        self._blocks = tuple(blocks)
        self._unread = frozenset(unread)
        self._report = report

    def at(self, *path: str | int) -> Rule:
        """The rule that stands at ``path`` of the document."""
        data: Data = self._document.data or {}
        for step in path:
            data = data[step]  # type: ignore[index]  # the shape check has walked it
        return self._rule(data, path)

    def _fault(self, message: str, where: Location, hint: str = "") -> Rule:
        self._report(Diagnostic(check="rules", message=message, where=where, hint=hint))
        return ALWAYS

    def _rule(self, data: Data, path: PathInFile) -> Rule:
        where = self._document.where(*path)
        if not isinstance(data, dict) or len(data) != 1:
            return self._fault(
                "a rule has exactly one key",
                where,
                "join several with all: [...] or any: [...]",
            )
        ((key, value),) = data.items()
        inner = (*path, key)
        if key in ("all", "any"):
            if not isinstance(value, list) or not value:
                return self._fault(f"{key} needs a list of rules", where)
            rules = tuple(self._rule(entry, (*inner, i)) for i, entry in enumerate(value))
            return AllOf(rules) if key == "all" else AnyOf(rules)
        if key == "not":
            return Not(self._rule(value, inner))
        if not isinstance(value, str):
            return self._fault(f"{key} needs one value", where, "join several with any: [...]")
        value_at = self._document.where(*inner)
        if key == "printed":
            return self._printed(value, value_at)
        return self._asks(key, value, self._document.where_key(*inner), value_at)

    def _printed(self, block: str, where: Location) -> Rule:
        if block in self._unread:
            return ALWAYS
        if block not in self._blocks:
            return self._fault(
                f'"{block}" is not a block of this leaflet', where, nearest(block, self._blocks)
            )
        return Printed(block, where)

    def _asks(self, name: str, value: str, name_at: Location, value_at: Location) -> Rule:
        attribute = self._vocabulary.attribute(name)
        if attribute is not None and attribute.holds_drugs:
            known = (
                *(drug.id for drug in self._vocabulary.drugs),
                *(group.id for group in self._vocabulary.classes),
            )
            what = "a drug or class"
        elif attribute is not None:
            known = tuple(v.id for v in attribute.values if v.counts_as != UNKNOWN)
            what = f"a value of {name} that a rule can ask"
        elif (derived := self._vocabulary.derived_attribute(name)) is not None:
            known = tuple(v.id for v in derived.values)
            what = f"a value of {name}"
        else:
            return self._fault(
                f'"{name}" is not a declared attribute',
                name_at,
                nearest(name, (*self._vocabulary.names, "all", "any", "not", "printed")),
            )
        if value not in known:
            return self._fault(f'"{value}" is not {what}', value_at, nearest(value, known))
        return Asks(name, value, value_at)


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint: the closest known word, or what there is to choose from."""
    choices = sorted(set(known))
    close = get_close_matches(word, choices, n=1)
    if close:
        return f"did you mean {close[0]}?"
    return f"known here: {', '.join(choices[:12])}{' ...' if len(choices) > 12 else ''}"
