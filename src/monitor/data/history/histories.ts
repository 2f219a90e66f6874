import type { HostProcess } from '../../../host/processes/host-process.ts';
import { isSameRow, type Row } from '../row.ts';
import type { Snapshot, TaskRow } from '../snapshot.ts';
import { MachineHistory } from './machine-history.ts';
import type { Past } from './past.ts';
import { COARSE, RowHistory } from './row-history.ts';

/** Ticks come a little early or late. */
const EARLY_MS = 100;
const STEP_MS = 1_000;

/** Bytes that rows take together after they have ended: the oldest of them are forgotten first. */
const MOST_ENDED_BYTES = 8 * 1024 * 1024;

/** What counts as busy at least, as a fraction of the machine. */
const LEAST_SPIKE = 0.05;

/** Remembers every task and process: ten minutes at every second, an hour at every tenth. */
export class Histories implements Past {
  #machines = new MachineHistory();
  /** What is there, by PID: tasks and processes have numbers of their own. */
  readonly #alive = { task: new Map<number, RowHistory>(), process: new Map<number, RowHistory>() } as const;
  /** What has ended, the oldest first. */
  readonly #ended: RowHistory[] = [];
  readonly #mostEnded: number;
  #endedBytes = 0;
  #latest: Snapshot | undefined;

  /** @param mostEnded bytes for what has ended */
  constructor(mostEnded = MOST_ENDED_BYTES) {
    this.#mostEnded = mostEnded;
  }

  /** Takes a sample where a second has passed since the last one, whatever came between. */
  record(snapshot: Snapshot): void {
    const { time, machine, tasks, host } = snapshot;
    const before = this.#machines.last ?? Number.NEGATIVE_INFINITY;
    // The clock was set back: what comes would have no place among what is remembered.
    if (time < before - STEP_MS) this.#forgetAll();
    else if (time - before < STEP_MS - EARLY_MS) return;
    this.#machines.record(time, machine);
    this.#recordRows(tasks, this.#alive.task, time);
    this.#recordRows(host.rows, this.#alive.process, time);
    this.#latest = snapshot;
    this.#forgetOld(time - COARSE.span * COARSE.ms);
  }

  /** What is remembered of a row; undefined for one of which there is nothing yet. */
  of(row: Row): RowHistory | undefined {
    const known = this.#alive[row.kind].get(row.pid);
    if (known !== undefined && isSameRow(known.row, row)) return known;
    return this.#ended.findLast((history) => history.row.kind === row.kind && isSameRow(history.row, row));
  }

  /** Bytes for what has ended. */
  get endedBytes(): number {
    return this.#endedBytes;
  }

  get first(): number | undefined {
    return this.#machines.first;
  }

  get last(): number | undefined {
    return this.#machines.last;
  }

  at(time: number): Snapshot {
    const latest = this.#latest;
    if (latest === undefined) throw new RangeError('nothing is remembered yet');
    const grain = this.#machines.grainAt(time);
    const rows = (histories: Iterable<RowHistory>) =>
      [...histories].flatMap((history) => history.at(time, grain) ?? []).sort((a, b) => a.pid - b.pid);
    const ended = (kind: Row['kind']) => this.#ended.filter(({ row }) => row.kind === kind);
    return {
      ...latest,
      time,
      machine: this.#machines.at(time)?.machine ?? latest.machine,
      tasks: rows([...this.#alive.task.values(), ...ended('task')]) as TaskRow[],
      host: {
        rows: rows([...this.#alive.process.values(), ...ended('process')]) as HostProcess[],
        problem: latest.host.problem,
      },
    };
  }

  spike(time: number, direction: 1 | -1): number | undefined {
    const moments = this.#machines.all();
    const loads = moments.map(({ cpu }) => cpu);
    const mean = loads.reduce((sum, cpu) => sum + cpu, 0) / Math.max(1, loads.length);
    const busy = Math.max(LEAST_SPIKE, (mean + Math.max(0, ...loads)) / 2);
    const starts = moments.filter(({ cpu }, index) => index > 0 && cpu >= busy && (loads[index - 1] ?? 0) < busy);
    const found = direction < 0 ? starts.findLast((one) => one.time < time) : starts.find((one) => one.time > time);
    return found?.time;
  }

  timeline(time: number, steps: number) {
    const moments = this.#machines.all();
    const at = Math.max(
      0,
      moments.findLastIndex((moment) => moment.time <= time),
    );
    const begin = Math.max(0, Math.min(at - Math.floor(steps / 2), moments.length - steps));
    return moments.slice(begin, begin + steps);
  }

  machines(time: number, count: number) {
    const moments = this.#machines.all();
    const end = moments.findLastIndex((moment) => moment.time <= time) + 1;
    return moments.slice(Math.max(0, end - count), end).map(({ machine }) => machine);
  }

  #recordRows(rows: readonly Row[], alive: Map<number, RowHistory>, time: number): void {
    const seen = new Set<number>();
    for (const row of rows) {
      if (row.reason !== undefined) continue;
      seen.add(row.pid);
      const known = alive.get(row.pid);
      if (known !== undefined && isSameRow(known.row, row)) {
        known.record(row, time);
        continue;
      }
      if (known !== undefined) this.#end(known);
      const history = new RowHistory(row, time);
      history.record(row, time);
      alive.set(row.pid, history);
    }
    if (seen.size === alive.size) return;
    for (const [pid, history] of alive) {
      if (seen.has(pid)) continue;
      alive.delete(pid);
      this.#end(history);
    }
  }

  #forgetAll(): void {
    this.#machines = new MachineHistory();
    for (const alive of Object.values(this.#alive)) alive.clear();
    this.#ended.length = 0;
    this.#endedBytes = 0;
  }

  #end(history: RowHistory): void {
    this.#ended.push(history);
    this.#endedBytes += history.bytes;
    while (this.#endedBytes > this.#mostEnded) this.#forgetFirst();
  }

  #forgetOld(horizon: number): void {
    while ((this.#ended[0]?.last ?? horizon) < horizon) this.#forgetFirst();
  }

  #forgetFirst(): void {
    this.#endedBytes -= this.#ended.shift()?.bytes ?? 0;
  }
}
