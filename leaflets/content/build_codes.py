"""``codes.yaml`` in; the lists of codes out, every attribute, value and system in it declared."""

from collections.abc import Iterable, Mapping

from leaflets.content.code_shapes import CodesFile, ResultShape
from leaflets.content.rules import Report, nearest
from leaflets.diagnostics import Diagnostic
from leaflets.documents import Document
from leaflets.model.codes import (
    CodeLists,
    Codes,
    CodeSystem,
    Coding,
    Combination,
    ConditionCodes,
    LanguageCodes,
    NeedCodes,
    ResultCodes,
    ResultTest,
    Scope,
)
from leaflets.model.vocabulary import UNKNOWN, Attribute, Vocabulary


def build_codes(
    document: Document, shape: CodesFile, vocabulary: Vocabulary, report: Report
) -> CodeLists:
    """The lists that the file declares; what is wrong in it is reported."""
    return _Builder(document, shape, vocabulary, report).build()


class _Builder:
    def __init__(
        self, document: Document, shape: CodesFile, vocabulary: Vocabulary, report: Report
    ) -> None:
        self._document = document
        self._shape = shape
        self._vocabulary = vocabulary
        self._report = report
        self._tested: dict[Coding, str] = {}

    def build(self) -> CodeLists:
        shape = self._shape
        scope = shape.scope
        conditions = tuple(self._condition(index) for index in range(len(shape.conditions)))
        return CodeLists(
            systems=tuple(
                CodeSystem(id=name, uris=system.uris, editions=system.editions)
                for name, system in shape.systems.items()
            ),
            outcomes=self._by_code(shape.outcomes, "outcomes"),
            results=tuple(self._result(name, shape.results[name]) for name in shape.results),
            conditions=conditions,
            scope=Scope(
                codes=self._codes(scope.codes, "scope", "codes").union(
                    *(c.codes | c.unclear for c in conditions)
                ),
                unclear=self._codes(scope.unclear, "scope", "unclear"),
                missing=scope.missing,
            )
            if scope
            else None,
            languages=self._languages(),
            needs=self._needs(),
        )

    def _fault(self, message: str, *path: str | int, hint: str = "") -> None:
        where = self._document.where(*path)
        self._report(Diagnostic(check="codes", message=message, where=where, hint=hint))

    def _coding(self, text: str, *path: str | int) -> Coding:
        system, _, code = text.partition(" ")
        if system not in self._shape.systems:
            hint = nearest(system, self._shape.systems)
            self._fault(f'"{system}" is not a declared system', *path, hint=hint)
        return Coding(system, code)

    def _codes(self, texts: Iterable[str], *path: str | int) -> Codes:
        return frozenset(self._coding(text, *path, index) for index, text in enumerate(texts))

    def _by_code(self, groups: Mapping[str, Iterable[str]], *path: str | int) -> dict[Coding, str]:
        """The name of the group for each code, which stands in one of them."""
        found: dict[Coding, str] = {}
        for name, texts in groups.items():
            for index, text in enumerate(texts):
                coding = self._coding(text, *path, name, index)
                if found.setdefault(coding, name) != name:
                    self._fault(f"{coding} is {found[coding]}, too", *path, name, index)
        return found

    def _result(self, name: str, shape: ResultShape) -> ResultCodes:
        attribute = self._vocabulary.attribute(name)
        path = ("results", name)
        if attribute is None or attribute.holds_drugs:
            hint = nearest(name, self._vocabulary.names)
            self._fault(f"{name} is not an attribute with values", *path, hint=hint)
        not_read = {
            coding: entry.why
            for index, entry in enumerate(shape.not_read)
            for coding in self._codes(entry.codes, *path, "not_read", index, "codes")
        }
        tests = tuple(
            ResultTest(
                id=test,
                codes=self._codes(entry.codes, *path, "tests", test, "codes"),
                coded=self._by_code(entry.values, *path, "tests", test, "values"),
                column=entry.column,
                words={
                    word.casefold(): outcome
                    for outcome, words in entry.words.items()
                    for word in words
                },
            )
            for test, entry in shape.tests.items()
        )
        for made in tests:
            for coding in sorted(made.codes):
                before = self._tested.setdefault(coding, f"{name}.{made.id}")
                if before != f"{name}.{made.id}":
                    self._fault(f"{coding} is a code of {before}, too", *path, "tests", made.id)
        for index, rule in enumerate(shape.combine):
            at = (*path, "combine", index)
            self._check_value(attribute, rule.is_, *at, "is")
            for test in rule.when:
                if test not in shape.tests:
                    hint = nearest(test, shape.tests)
                    self._fault(f'"{test}" is not a test of {name}', *at, "when", hint=hint)
        values = self._by_code(shape.values, *path, "values")
        for value in shape.values:
            self._check_value(attribute, value, *path, "values", value)
        return ResultCodes(
            attribute=name,
            tests=tests,
            values=values,
            combinations=tuple(
                Combination(
                    when={test: frozenset(possible) for test, possible in rule.when.items()},
                    value=rule.is_,
                    waits=rule.waits,
                )
                for rule in shape.combine
            ),
            not_read=not_read,
            words=tuple(word.casefold() for word in shape.words),
        )

    def _check_value(self, attribute: Attribute | None, value: str, *path: str | int) -> None:
        declared = [] if attribute is None else [v.id for v in attribute.values]
        if attribute is not None and value not in (*declared, UNKNOWN):
            hint = nearest(value, declared)
            self._fault(f'"{value}" is not a value of {attribute.id}', *path, hint=hint)

    def _condition(self, index: int) -> ConditionCodes:
        shape = self._shape.conditions[index]
        path = ("conditions", index)
        attribute = self._vocabulary.attribute(shape.attribute)
        if attribute is None or attribute.holds_drugs:
            hint = nearest(shape.attribute, self._vocabulary.names)
            message = f"{shape.attribute} is not an attribute with values"
            self._fault(message, *path, "attribute", hint=hint)
        self._check_value(attribute, shape.is_, *path, "is")
        return ConditionCodes(
            attribute=shape.attribute,
            value=shape.is_,
            codes=self._codes(shape.codes, *path, "codes"),
            unclear=self._codes(shape.unclear, *path, "unclear"),
        )

    def _languages(self) -> LanguageCodes:
        shape = self._shape.languages
        if shape is None:
            return LanguageCodes()
        for index, system in enumerate(shape.systems):
            if system not in self._shape.systems:
                self._fault(f'"{system}" is not a declared system', "languages", "systems", index)
        return LanguageCodes(
            systems=frozenset(shape.systems),
            not_printed=self._codes(shape.not_printed, "languages", "not_printed"),
            scripts=shape.scripts,
        )

    def _needs(self) -> NeedCodes:
        shape = self._shape.needs
        if shape is None:
            return NeedCodes()
        sizes = self._by_code(shape.type_sizes, "needs", "type_sizes")
        return NeedCodes(
            type_sizes={coding: float(size) for coding, size in sizes.items()},
            not_given=self._by_code(shape.not_given, "needs", "not_given"),
        )
