"""A small valid source folder about invented drugs, and faults planted in it by replacing text."""

from pathlib import Path

from leaflets.checks import check_content
from leaflets.content.load import load
from leaflets.diagnostics import Diagnostic

BASE = {
    "attributes.yaml": """\
attributes:
  abc:
    label: ABC
    help: ABC status
    mention: result
    waiting: your ABC test
    values:
      positive: {reason: Your test is ABC positive.}
      negative: {also: [neg]}
  prior:
    label: earlier treatment
    help: a drug that was given before
    drugs: prior
drugs:
  examplinib: {name: examplinib, brands: [Examplo]}
  examplinib_duo: {name: examplinib duo, brands: [Duplo]}
  placebozine: {name: placebozine, brands: [Placzo], synonyms: [PLZ-9]}
classes:
  zines: {name: zines, members: [placebozine]}
""",
    "glossary.yaml": """\
terms:
  abc: {term: ABC, name: true}
  drip: {term: drip, forms: [drips], meaning: A way to give a drug slowly into a vein.}
  zine:
    term: zine
    forms: [zines]
    meaning: A kind of drug.
""",
    "sample/leaflet.yaml": """\
leaflet: sample
title: Your treatment
short_title: Treatment
lead: How you have it.
version: "1"
published: 2026-11-22
publisher: A clinic
sources: [An invented text.]
dated_opening: "In 2014,"
sample_band: SAMPLE - not for patient use
blocks: [examplinib, access, words]
glance:
  often:
    label: How often
    values:
      every_three_weeks: {text: every three weeks}
  with:
    label: Given with
""",
    "sample/facts.yaml": """\
conditions:
  positive: {abc: positive}
facts:
  F01:
    fact: Examplinib (Examplo) is a zine.
    terms: [examplinib (Examplo), zine]
    same_as: [F02]
  F02: {fact: Examplinib is one of the zines., same_as: [F01]}
  F03:
    fact: You can have examplinib every three weeks, as a drip.
    terms: [every three weeks, drip]
    hedge: can
  F04:
    fact: Some people get headaches or a rash.
    terms: [headaches, rash]
    hedge: some
    safety: true
  F05: {fact: It is usually given with placebozine., terms: [placebozine], hedge: usually}
  F06: {fact: It was not widely available., terms: [widely available], dated: true}
  F07: {fact: One person had Examplo for years., printed: false}
  F08: {fact: The words are explained., own: true}
  F09: {fact: You have it only after placebozine., under: positive, hedge: only}
""",
    "sample/examplinib.yaml": """\
block: examplinib
kind: drug
title: Examplinib
brand: Examplo
when: {abc: positive}
review_by: 2027-11-22
parts:
  glance:
    kind: glance
    rows:
      often: {values: [every_three_weeks], facts: [F03]}
      with: {text: usually placebozine, facts: [F05]}
  what:
    heading: What it is
    facts: [F01, F02]
    text: Examplinib (Examplo) is a zine.
  how:
    facts: [F03, F05]
    text: >-
      You can have it every 3 weeks, as a drip.
      It is usually given with placebozine.
  effects:
    safety: true
    facts: [F04]
    text: "Some people may have:"
    items:
      headaches: headaches
      rash: a rash
  before:
    facts: [F09]
    when: {prior: placebozine}
    text: You can have it only if you had placebozine before.
  quotation:
    tone: quotation
    option: quotation
    facts: [F07]
    text: "I have had Examplo for years, said the man."
""",
    "sample/access.yaml": """\
block: access
kind: topic
title: Getting it
review_by: 2027-05-22
parts:
  when:
    facts: [F06]
    text: In 2014, examplinib was not widely available.
""",
    "sample/words.yaml": """\
block: words
kind: frame
title: Words explained
review_by: 2027-11-22
parts:
  words:
    kind: terms
    facts: [F08]
    text: The words are explained here.
""",
}

Plant = tuple[str, str, str]
"""A file of the tree, a text that stands in it once, and what stands there instead."""


def write_tree(folder: Path, *plants: Plant, more: dict[str, str | bytes] | None = None) -> Path:
    """The base tree with ``plants`` in it, and the files ``more`` beside or instead of its own."""
    files: dict[str, str | bytes] = dict(BASE)
    for name, old, new in plants:
        text = files[name]
        assert isinstance(text, str)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        files[name] = text.replace(old, new)
    for name, content in {**files, **(more or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def found(
    folder: Path, *plants: Plant, more: dict[str, str | bytes] | None = None
) -> tuple[Diagnostic, ...]:
    """The findings on the base tree with ``plants`` in it."""
    return check_content(load(write_tree(folder, *plants, more=more)))


def lines(folder: Path, *plants: Plant, more: dict[str, str | bytes] | None = None) -> list[str]:
    """The findings as a command prints them, without the folder's name and without hints."""
    return [
        str(finding).partition("\n")[0].removeprefix(f"{folder.as_posix()}/")
        for finding in found(folder, *plants, more=more)
    ]
