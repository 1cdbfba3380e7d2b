"""A list of records in; a folder of leaflets and what became of each record, out: the steps.

``survey`` -> ``settle`` -> ``make`` -> ``audit`` -> ``close``. Only this module knows the order.
"""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from leaflets.batch.audit import Sample, backs, faults_in
from leaflets.batch.checking import Crew, begin, check
from leaflets.batch.closing import Closing
from leaflets.batch.folder import Folder
from leaflets.batch.hand import Faults, ReadBack, Tools
from leaflets.batch.ledger import Head, Sheet, Writer, cut_to_whole_lines
from leaflets.batch.making import InOrder, Lanes, errands, units
from leaflets.batch.plan import Fate, Kept, Plan, PlannedRow
from leaflets.batch.print_run import Printed, PrintRoom, PrintRun, current
from leaflets.batch.processes import Processes, Tasks, can_fork, in_this_process
from leaflets.batch.store import not_written
from leaflets.batch.survey import Surveyed
from leaflets.batch.totals import Totals
from leaflets.batch.wanted import Batch, list_digest
from leaflets.batch.watch import Interrupted, Watch
from leaflets.batch.work import Failed, Outcome
from leaflets.errors import LeafletsError

_READ_BACK = 16
"""Copies that are read back in one go."""

_UNIT = 500
"""Copies that are made together: what a process that dies costs, and a journal may lack."""


_USUAL_SAMPLE = Sample(1.0)


def preflight(batch: Batch, watch: Watch) -> tuple[Plan, Surveyed]:
    """Look at every record and write nothing. The plan and the list are the caller's to close."""
    plan = Plan()
    batch = replace(batch, kit=replace(batch.kit, cache=None))
    crew = None
    try:
        crew = begin(batch, plan)
        return plan, check(batch, plan, watch, crew)
    except BaseException:
        plan.close()
        batch.table.close()
        raise
    finally:
        if crew is not None:
            crew.processes.close()


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
        self._crew: Crew | None = None
        """Those who have looked at the list, and can read it."""
        self._processes: Processes | None = None
        self._audited = 0
        self._altered = 0
        self._set_aside = 0

    def go(self) -> tuple[Totals, Surveyed | None]:
        try:
            if self._batch.audit is None and (totals := self._nothing_to_do()):
                return totals, None
            return self._go()
        finally:
            if self._processes is not None:
                self._processes.close()
            self._plan.close()

    def _go(self) -> tuple[Totals, Surveyed]:
        self._remember()
        self._crew = begin(self._batch, self._plan, self._folder)
        self._processes = None if self._crew is None else self._crew.processes
        surveyed = check(self._batch, self._plan, self._watch, self._crew)
        self._settle()
        audit = self._batch.audit
        if not self._is_as_it_was():
            self._folder.begin()
            self._make(surveyed)
            totals = self._close(audit or _USUAL_SAMPLE)
        elif audit is None or not self._audit(audit, Fate.UNCHANGED):
            totals = self._totals()
        else:
            self._folder.begin()
            totals = self._close()
        return self._with_print_run(totals, surveyed), surveyed

    def _close(self, sample: Sample | None = None) -> Totals:
        """Read copies back, and leave what tells of them all."""
        head = Head(run=self._list, day=self._batch.site.clock.isoformat())
        closing = Closing(self._folder, self._plan, self._batch.table)
        steps = closing.steps(head)
        if sample is not None and self._audit(sample, Fate.MADE, steps):
            steps = closing.steps(head)
        deque(steps, maxlen=0)
        self._set_aside = closing.set_strays_aside()
        totals = self._totals()
        closing.reconcile(totals)
        self._folder.end()
        return totals

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
            and not any(self._strays())
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
        try:
            for outcome in self._outcomes(surveyed):
                self._take(outcome, journal)
                self._watch.step(len(outcome.done) + len(outcome.failed))
        except OSError as error:
            raise not_written(self._folder.journal, error) from error
        finally:
            self._watch.end()
            journal.close()
        if self._plan.count(Fate.TO_MAKE):
            raise Interrupted(self._plan.count(Fate.MADE), self._resumed + total)

    def _outcomes(self, surveyed: Surveyed) -> Iterator[Outcome]:
        batch, plan, site = self._batch, self._plan, surveyed.site
        kit, shelf, stopped = surveyed.kit, self._folder.shelf, self._watch.stopped
        if self._crew is not None:
            by = self._crew.survey.decided_by
            lanes = Lanes(plan, surveyed.wishes, by, _UNIT, self._hand_out)
            return self._done_by(self._crew.processes, lanes)
        due = errands(plan, surveyed.wishes, _UNIT, self._hand_out)
        whole = units(due, batch.table, site, self._fail)
        if batch.cluster is not None:
            # An extra that most do not have.
            from leaflets.batch.cluster import on_cluster  # noqa: PLC0415

            jobs, scheduler = batch.jobs, batch.cluster
            return on_cluster(kit, whole, shelf, stopped, scheduler=scheduler, jobs=jobs)
        if batch.jobs == 1:
            return in_this_process(kit, whole, shelf, stopped, surveyed.leaflets)
        plans = surveyed.leaflets if can_fork() else {}
        tools = Tools(kit=kit, shelf=shelf, plans=plans)
        self._processes = Processes(tools, batch.jobs, self._folder.leave)
        return self._done_by(self._processes, InOrder(whole))

    def _done_by(self, processes: Processes, tasks: Tasks) -> Iterator[Outcome]:
        for _, _, answer in processes.answers(tasks, self._watch.stopped):
            assert isinstance(answer, Outcome)
            yield answer

    def _hand_out(self, row: PlannedRow) -> None:
        self._handed_out[row.number] = row

    def _fail(self, failed: Failed) -> None:
        self._handed_out.pop(failed.number, None)
        self._plan.fail(failed.number, failed.reason)

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
            self._fail(failed)
        journal.flush()

    # Afterwards.

    def _audit(self, sample: Sample, fate: Fate, meanwhile: Iterable[None] = ()) -> bool:
        """Read copies back, and fail records whose copy is wrong: whether there was any.

        One wrong one has all read. Where others read, steps are taken ``meanwhile``.
        """
        fates = (Fate.MADE, Fate.UNCHANGED) if sample.whole else (fate,)

        def drawn(part: Sample) -> Iterator[PlannedRow]:
            for row in self._plan.drawn(part.has, *fates):
                if self._watch.stopped():
                    raise Interrupted(self._plan.count(Fate.MADE), self._plan.count(Fate.MADE))
                yield row

        self._watch.begin("Reading back", None)
        found = list(self._read_back(drawn(sample), meanwhile))
        if found and not sample.whole:
            self._audited = 0
            found = list(self._read_back(drawn(Sample(100)), ()))
        self._watch.end()
        for number, fault in found:
            self._plan.fail(number, f"read back, the copy {fault}")
        return bool(found)

    def _read_back(
        self, rows: Iterator[PlannedRow], meanwhile: Iterable[None]
    ) -> Iterator[tuple[int, str]]:
        """What is wrong with which copies, by the numbers of their rows."""
        copies = backs(rows, self._plan)
        if self._crew is None:
            for number, fault in faults_in(copies, self._folder.shelf, self._batch.table):
                self._audited += 1
                self._watch.step()
                if fault:
                    yield number, fault
            return
        pages = iter(lambda: tuple(islice(copies, _READ_BACK)), ())
        tasks = InOrder(ReadBack(page) for page in pages)
        for _, _, answer in self._crew.processes.answers(tasks, self._watch.stopped, meanwhile):
            assert isinstance(answer, Faults)
            self._audited += answer.read
            self._watch.step(answer.read)
            yield from answer.faults
        next(rows, None)  # says that it was stopped, if it was

    def _strays(self) -> Iterator[str]:
        """The tokens of copies that no record of this list has."""
        return self._plan.without_copy(self._folder.shelf.tokens())

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
