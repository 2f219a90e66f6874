import { setImmediate as nextTurn } from 'node:timers/promises';
import { SysError } from '../../base/sys-error.ts';
import type { HostProcess } from '../../host/processes/host-process.ts';
import { controlProcess, endingSignal } from '../../host/processes/process-control.ts';
import type { ProcessDetails } from '../../host/processes/process-details.ts';
import { ProcessSampler, processesProblem, type Wanted } from '../../host/processes/process-sampler.ts';
import type { Row, RowKey } from '../../monitor/data/row.ts';
import type { HostPicture } from '../../monitor/data/snapshot.ts';

/** The host's processes for the screen: read when a picture is due, or not at all where there is no /proc. */
export class HostTable implements Disposable {
  readonly #sampler: ProcessSampler | undefined;
  readonly #problem: string | undefined;
  #rows: readonly HostProcess[] = [];
  #isBeginning = false;
  /** What was completed for the last picture: what is seen is remembered too. */
  #seen: { readonly pids: ReadonlySet<number>; readonly wanted: Pick<Wanted, 'shared' | 'io'> } | undefined;
  /** Details are read once a picture. */
  #details:
    | { readonly rows: readonly HostProcess[]; readonly found: ProcessDetails | undefined; readonly of: RowKey }
    | undefined;

  /** @param lingerMs for which processes stay after they have ended */
  constructor(lingerMs?: number) {
    this.#problem = processesProblem();
    this.#sampler =
      this.#problem === undefined ? new ProcessSampler(lingerMs === undefined ? {} : { lingerMs }) : undefined;
  }

  get picture(): HostPicture {
    return { rows: this.#rows, isBeginning: this.#isBeginning, problem: this.#problem };
  }

  want(wanted: Wanted): void {
    this.#sampler?.want(wanted);
  }

  /** Lets processes that have ended stay for so many milliseconds from now on. */
  lingerFor(ms: number): void {
    this.#sampler?.lingerFor(ms);
  }

  /** @param quick for a first picture: as many as a screen shows, the others come with the next one */
  sweep(quick = false): void {
    this.#isBeginning = quick;
    const sweep = this.#sampler?.sweep(quick);
    if (sweep === undefined) return;
    let step = sweep.next();
    while (!step.done) step = sweep.next();
    this.#rows = this.#withSeen(step.value);
  }

  /** Reads a few at a time, and lets whatever waits go first. */
  async sweepGently(): Promise<void> {
    const sweep = this.#sampler?.sweep();
    if (sweep === undefined) return;
    let step = sweep.next();
    for (; !step.done; step = sweep.next()) await nextTurn();
    this.#isBeginning = false;
    this.#rows = this.#withSeen(step.value);
  }

  completed(rows: readonly Row[], wanted: Pick<Wanted, 'shared' | 'io'>): readonly Row[] {
    const sampler = this.#sampler;
    if (sampler === undefined) return rows;
    this.#seen = { pids: new Set(rows.map(({ pid }) => pid)), wanted };
    return rows.map((row) =>
      row.kind === 'process' && row.reason === undefined ? sampler.complete(row, wanted) : row,
    );
  }

  /** The rows with what was seen of some of them in the last picture. */
  #withSeen(rows: readonly HostProcess[]): readonly HostProcess[] {
    const { pids, wanted } = this.#seen ?? {};
    const sampler = this.#sampler;
    if (sampler === undefined || pids === undefined || wanted === undefined || !wanted.io) return rows;
    return rows.map((row) => (pids.has(row.pid) && row.reason === undefined ? sampler.complete(row, wanted) : row));
  }

  details(row: HostProcess): ProcessDetails | undefined {
    const known = this.#details;
    if (known?.rows === this.#rows && known.of.pid === row.pid && known.of.startedAt === row.startedAt)
      return known.found;
    const found = this.#sampler?.details(row.pid, row.startedAt);
    this.#details = { rows: this.#rows, found, of: row };
    return found;
  }

  /** Carries out a line for a process. @throws SysError as `controlProcess` */
  control({ pid, startedAt }: RowKey, line: string): string {
    if (this.#sampler === undefined) throw new SysError('ENOSYS', 'control', String(pid), this.#problem);
    const answer = controlProcess(this.#sampler, pid, startedAt, line);
    this.#sampler.expectChange(pid, endingSignal(line));
    return answer;
  }

  [Symbol.dispose](): void {
    this.#sampler?.[Symbol.dispose]();
  }
}
