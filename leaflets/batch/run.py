"""A list of records in; a folder of leaflets and what became of each record, out: the steps.

``survey`` -> ``settle`` -> ``make`` -> ``audit`` -> ``close``. Only this module knows the order.
"""

import hashlib
import hmac
import json
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from leaflets.batch.audit import Auditor, Sample
from leaflets.batch.folder import Folder
from leaflets.batch.ledger import Head, Sheet, Writer, cut_to_whole_lines
from leaflets.batch.plan import Fate, Kept, Plan, PlannedRow
from leaflets.batch.print_run import Printed, PrintRoom, PrintRun, current
from leaflets.batch.processes import Processes, in_this_process
from leaflets.batch.report import write_reports
from leaflets.batch.store import Shelf, not_written
from leaflets.batch.survey import Site, Surveyed, Surveyor
from leaflets.batch.totals import Totals
from leaflets.batch.watch import Interrupted, Watch
from leaflets.batch.work import Copy, FindCatalog, Kit, Outcome, Unit
from leaflets.errors import LeafletsError
from leaflets.records.tables import Table
from leaflets.trace.printed import order_told

_STRAYS = 10_000
_UNIT = 100
"""Copies that are made together: what a process that dies costs, and a journal may lack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A list, and how its leaflets are wanted.

    ``kit`` has no catalogs yet. ``source_digest`` stands for all that the content and translations
    folders hold. ``cluster`` is the address of a scheduler of dask, empty for one of our own, and
    ``elsewhere`` where leaflets go, if not into the folder. ``audit`` is ``None`` for a sample of
    what was made. ``print_run`` is the file of all copies that is wanted, too.
    """

    table: Table
    kit: Kit
    site: Site
    find_catalog: FindCatalog
    source_digest: str
    jobs: int = 1
    cluster: str | None = None
    elsewhere: Shelf | None = None
    audit: Sample | None = None
    print_run: PrintRun | None = None


_USUAL_SAMPLE = Sample(1.0)


def preflight(batch: Batch, watch: Watch) -> tuple[Plan, Surveyed]:
    """Look at every record and write nothing. The plan is the caller's to close."""
    plan = Plan()
    batch = replace(batch, kit=replace(batch.kit, cache=None))
    try:
        return plan, _survey(batch, plan, watch)
    except BaseException:
        plan.close()
        raise
    finally:
        batch.table.close()


def run(batch: Batch, output: Path, watch: Watch) -> tuple[Totals, Surveyed | None]:
    """Make what is missing or changed; nothing is written where nothing is.

    What the survey found comes with the totals, but where nothing had to be looked at.

    Raises:
        UsageFault: The list can't be read, or the folder not be written to.
        Interrupted: ``watch`` said to stop.
    """
    folder = Folder(output, batch.elsewhere)
    try:
        return _Run(batch, folder, watch).go()
    finally:
        folder.close()
        batch.table.close()


class _Run:
    def __init__(self, batch: Batch, folder: Folder, watch: Watch) -> None:
        self._folder = folder
        self._watch = watch
        self._plan = Plan()
        self._journal = folder.journal_reader()
        if self._journal.head is not None:
            # A run that goes on prints the day on which it began.
            day = date.fromisoformat(self._journal.head.day)
            order = replace(batch.kit.order, today=batch.site.fixed_day or day)
            batch = replace(
                batch, site=replace(batch.site, clock=day), kit=replace(batch.kit, order=order)
            )
        self._batch = batch
        self._list = list_digest(batch)
        self._handed_out: dict[int, PlannedRow] = {}
        """The rows of units that have not come back."""
        self._audited = 0
        self._altered = 0
        self._set_aside = 0

    def go(self) -> tuple[Totals, Surveyed | None]:
        try:
            if self._batch.audit is None and (totals := self._nothing_to_do()):
                return totals, None
            return self._go()
        finally:
            self._plan.close()

    def _go(self) -> tuple[Totals, Surveyed]:
        self._remember()
        surveyed = _survey(self._batch, self._plan, self._watch)
        self._settle()
        if self._is_as_it_was():
            if self._batch.audit is not None:
                self._audit(self._batch.audit, Fate.UNCHANGED)
            if not self._plan.count(Fate.FAILED):
                return self._with_print_run(self._totals(), surveyed), surveyed
            self._folder.begin()
        else:
            self._folder.begin()
            self._make(surveyed)
            self._audit(self._batch.audit or _USUAL_SAMPLE, Fate.MADE)
        self._clear_out()
        totals = self._totals()
        self._reconcile(totals)
        head = Head(
            run=self._list,
            day=self._batch.site.clock.isoformat(),
            records=totals.records,
            refused=totals.refused,
            failed=totals.failed,
        )
        write_reports(self._folder, self._plan, self._batch.table, head)
        self._folder.end()
        return self._with_print_run(totals, surveyed), surveyed

    def _with_print_run(self, totals: Totals, surveyed: Surveyed) -> Totals:
        """The totals, with the run of all copies, if it is wanted and every copy is right."""
        wanted = self._batch.print_run
        if wanted is None or totals.failed or not totals.made + totals.unchanged:
            return totals
        there = current(self._folder, wanted)
        if there is None or self._batch.audit is not None:
            there = self._print_run(totals, surveyed, wanted)
        return replace(totals, printed=there)

    def _print_run(self, totals: Totals, surveyed: Surveyed, wanted: PrintRun) -> Printed:
        made = totals.made + totals.unchanged

        def step() -> None:
            self._watch.step()
            if self._watch.stopped():
                raise Interrupted(made, made)

        self._watch.begin("Putting together", made)
        try:
            room = PrintRoom(self._plan, self._batch.table, surveyed, wanted, step)
            return room.make(self._folder, self._batch.audit or _USUAL_SAMPLE)
        finally:
            self._watch.end()

    # Before the first page.

    def _nothing_to_do(self) -> Totals | None:
        """The totals, if this very list was done today and every file is still there."""
        reader = self._folder.state_reader()
        head = reader.head
        if head is None or self._journal.head is not None or not self._reports_are(head):
            return None
        if head.failed or head.run != self._list:
            return None
        wanted, printed = self._batch.print_run, None
        if wanted is not None:
            printed = current(self._folder, wanted)
            if printed is None and head.records > head.refused:
                return None
        if head.day != self._batch.site.clock.isoformat():
            return None
        copies = 0
        for line in reader.lines():
            if isinstance(line, Kept):
                if self._folder.shelf.size_of(line.token) != line.size:
                    return None
                copies += 1
        there = sum(1 for _ in self._folder.shelf.tokens())
        if copies != there or copies + head.refused != head.records:
            return None
        return Totals(
            records=head.records,
            made=0,
            refused=head.refused,
            failed=0,
            unchanged=copies,
            printed=printed,
        )

    def _reports_are(self, head: Head) -> bool:
        root = self._folder.root
        return bool(head.sizes) and all(
            (root / name).is_file() and (root / name).stat().st_size == size
            for name, size in head.sizes.items()
        )

    def _remember(self) -> None:
        for reader in (self._folder.state_reader(), self._journal):
            for line in reader.lines():
                if isinstance(line, Sheet):
                    self._plan.learn(line.sheet, line.printed)
                else:
                    self._plan.remember([line])

    def _settle(self) -> None:
        """Tell the rows whose copy is there and would come out the same from those to make."""
        for row in self._plan.in_order(Fate.TO_MAKE) if self._plan.remembers else ():
            assert row.token is not None
            kept = self._plan.kept(row.token)
            if kept is None or kept.inputs != row.inputs:
                continue
            size = self._folder.shelf.size_of(row.token)
            audit = self._batch.audit
            if size is None or (size != kept.size and not (audit and audit.has(row.token))):
                self._altered += size is not None and not kept.fresh
                continue  # one that will be read back is left to that, and fails
            # A run that was cut short may have been cut short by the power.
            if (
                kept.fresh
                and hashlib.sha256(self._folder.shelf.read(row.token)).digest() != kept.sha256
            ):
                continue
            fate = Fate.MADE if kept.fresh else Fate.UNCHANGED
            self._plan.have_copies(fate, [(row.number, kept)])
        self._resumed = self._plan.count(Fate.MADE)

    def _is_as_it_was(self) -> bool:
        head = self._folder.state_reader().head
        return (
            head is not None
            and self._journal.head is None
            and head.run == self._list
            and self._reports_are(head)
            and head.refused == self._plan.count(Fate.REFUSED)
            and self._plan.count(Fate.TO_MAKE) == 0
            and all(self._plan.digest(token) is not None for token in self._folder.shelf.tokens())
        )

    # The pages.

    def _make(self, surveyed: Surveyed) -> None:
        total = self._plan.count(Fate.TO_MAKE)
        if total == 0:
            return
        going_on = self._journal.head is not None
        head = None if going_on else Head(day=self._batch.site.clock.isoformat())
        try:
            if going_on:
                cut_to_whole_lines(self._folder.journal)
            journal = Writer(self._folder.journal, head)
        except OSError as error:
            raise not_written(self._folder.journal, error) from error
        self._watch.begin("Making", total)
        outcomes = self._outcomes(surveyed)
        try:
            for outcome in outcomes:
                self._take(outcome, journal)
                self._watch.step(len(outcome.done) + len(outcome.failed))
        except OSError as error:
            raise not_written(self._folder.journal, error) from error
        finally:
            outcomes.close()
            self._watch.end()
            journal.close()
        if self._plan.count(Fate.TO_MAKE):
            raise Interrupted(self._plan.count(Fate.MADE), self._resumed + total)

    def _outcomes(self, surveyed: Surveyed) -> Generator[Outcome, None, None]:
        kit, shelf, stopped = surveyed.kit, self._folder.shelf, self._watch.stopped
        units = self._units(surveyed)
        if self._batch.cluster is not None:
            # An extra that most do not have.
            from leaflets.batch.cluster import on_cluster  # noqa: PLC0415

            jobs, scheduler = self._batch.jobs, self._batch.cluster
            return on_cluster(kit, units, shelf, stopped, scheduler=scheduler, jobs=jobs)
        if self._batch.jobs == 1:
            return in_this_process(kit, units, shelf, stopped, surveyed.leaflets)
        return Processes(kit, self._batch.jobs, shelf).outcomes(units, stopped)

    def _units(self, surveyed: Surveyed) -> Iterator[Unit]:
        """What is to be made, leaflet by leaflet. Names are read from the list as they are due."""
        copies: list[Copy] = []
        leaflet = ""

        def unit() -> Unit:
            return Unit(key=leaflet, wish=surveyed.wishes[leaflet], copies=tuple(copies))

        for row in self._plan.by_leaflet():
            if copies and (row.leaflet != leaflet or len(copies) == _UNIT):
                yield unit()
                copies = []
            leaflet = row.leaflet
            copy = self._copy(row, surveyed)
            if copy is not None:
                copies.append(copy)
                self._handed_out[row.number] = row
        if copies:
            yield unit()

    def _copy(self, row: PlannedRow, surveyed: Surveyed) -> Copy | None:
        """What is stamped for a row; fails the row if its line is not what was surveyed."""
        assert row.token is not None
        personal = self._batch.table.personal(row.place)
        inputs = surveyed.inputs(row.leaflet, row.token, personal, row.day)
        if inputs != row.inputs:
            self._plan.fail(row.number, "the list was changed while it was read")
            return None
        personal = replace(personal, day=date.fromisoformat(row.day))
        return Copy(row.number, row.token, personal)

    def _take(self, outcome: Outcome, journal: Writer) -> None:
        """Write down what came of a unit, in the plan and for a run that goes on."""
        sheet = hashlib.sha256(outcome.printed.encode()).hexdigest()[:16]
        self._plan.learn(sheet, outcome.printed)
        copies: list[tuple[int, Kept]] = []
        for done in outcome.done:
            row = self._handed_out.pop(done.number, None)
            if row is None or (row.token, row.leaflet) != (done.token, outcome.key):
                raise LeafletsError(
                    f"a copy came back for row {done.number} that is not that row's",
                    hint="hand out nothing of this batch, and report this",
                )
            kept = Kept(
                token=done.token,
                inputs=row.inputs,
                sha256=done.sha256,
                file_id=done.file_id,
                size=done.size,
                day=row.day,
                sheet=sheet,
            )
            copies.append((done.number, kept))
            journal.add(kept, lambda _: outcome.printed)
        self._plan.have_copies(Fate.MADE, copies)
        for failed in outcome.failed:
            self._handed_out.pop(failed.number, None)
            self._plan.fail(failed.number, failed.reason)
        journal.flush()

    # Afterwards.

    def _audit(self, sample: Sample, fate: Fate) -> None:
        """Read copies back; one that is wrong fails its record. One wrong one has all read."""
        auditor = Auditor(self._folder.shelf, self._plan, self._batch.table)
        fates = (Fate.MADE, Fate.UNCHANGED) if sample.whole else (fate,)

        def drawn(part: Sample) -> Iterator[PlannedRow]:
            for row in self._plan.in_order(*fates):
                if row.token is not None and part.has(row.token):
                    if self._watch.stopped():
                        raise Interrupted(self._plan.count(Fate.MADE), self._plan.count(Fate.MADE))
                    yield row

        def seen() -> None:
            self._audited += 1
            self._watch.step()

        self._watch.begin("Reading back", None)
        found = list(auditor.mismatches(drawn(sample), seen))
        if found and not sample.whole:
            self._audited = 0
            found = list(auditor.mismatches(drawn(Sample(100)), seen))
        self._watch.end()
        for mismatch in found:
            self._plan.fail(mismatch.row.number, mismatch.reason)

    def _clear_out(self) -> None:
        """Move away every copy that is of no record of this list, or of one that failed."""
        # Some at a time: there may be as many as in a list; none is moved while they are listed.
        while strays := list(islice(self._strays(), _STRAYS)):
            for token in strays:
                self._folder.shelf.set_aside(token)
            self._set_aside += len(strays)

    def _strays(self) -> Iterator[str]:
        """The tokens of copies that no record of this list has."""
        return (t for t in self._folder.shelf.tokens() if self._plan.digest(t) is None)

    def _totals(self) -> Totals:
        counts = {fate: self._plan.count(fate) for fate in Fate}
        return Totals(
            records=sum(counts.values()),
            made=counts[Fate.MADE],
            refused=counts[Fate.REFUSED],
            failed=counts[Fate.FAILED],
            unchanged=counts[Fate.UNCHANGED],
            resumed=self._resumed,
            set_aside=self._set_aside,
            altered=self._altered,
            audited=self._audited,
        )

    def _reconcile(self, totals: Totals) -> None:
        """Hold the files that are there against the counts."""
        there = sum(1 for _ in self._folder.shelf.tokens())
        if there != totals.made + totals.unchanged:
            raise LeafletsError(
                f"{totals.made + totals.unchanged} leaflets should be there, and {there} are",
                hint="hand out nothing of this batch, and give the same command again",
            )


def list_digest(batch: Batch) -> str:
    """What stands for the list and all else that decides what is made of it, but the day."""
    digest = hmac.new(batch.site.key, digestmod="sha256")
    site, order = batch.site, batch.kit.order
    told = order_told(replace(order, today=date.min)) | {
        "leaflet": batch.kit.leaflet_id,
        "folders": batch.source_digest,
        "versions": site.versions,
        "language": site.language,
        "format": site.page_format,
        "day": str(site.fixed_day),
        "approved": str(order.require_approved),
        "imposed": str(order.imposed),
        "fonts": repr(sorted(order.fonts.by_script.items())),
    }
    digest.update(json.dumps(told, sort_keys=True).encode())
    batch.table.digest_into(digest.update)
    digest.update(batch.table.said_besides.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _survey(batch: Batch, plan: Plan, watch: Watch) -> Surveyed:
    def seen() -> None:
        watch.step()
        if watch.stopped():
            raise Interrupted(0, 0)

    watch.begin("Checking", None)
    try:
        surveyor = Surveyor(batch.kit, batch.site, plan, batch.find_catalog)
        return surveyor.look_at(batch.table, seen)
    finally:
        watch.end()
