import type { HostProcess } from './host-process.ts';

/** More are of no use in a table; the oldest go first. */
const MOST_ROWS = 2_000;

interface Ended {
  readonly row: HostProcess;
  readonly at: number;
}

/** Processes that are gone: they stay in the table for a while, so that the eye can follow. */
export class EndedRows {
  #lingerMs: number;
  /** By PID and start, the oldest first. */
  readonly #rows = new Map<string, Ended>();

  constructor(lingerMs: number) {
    this.#lingerMs = lingerMs;
  }

  lingerFor(ms: number): void {
    this.#lingerMs = ms;
  }

  /**
   * @param row as it was last
   * @param now a clock in milliseconds
   */
  add(row: HostProcess, reason: string, now: number): void {
    const ended: HostProcess = {
      ...row,
      state: 'X',
      cpu: 0,
      readRate: stopped(row.readRate),
      writeRate: stopped(row.writeRate),
      reason,
      endedAt: Date.now(),
    };
    this.#rows.set(keyOf(row.pid, row.startedAt), { row: ended, at: now });
    if (this.#rows.size > MOST_ROWS) this.#dropOldest();
  }

  has(pid: number, startedAt: number): boolean {
    return this.#rows.has(keyOf(pid, startedAt));
  }

  /** Those that still stay. */
  rows(now: number): readonly HostProcess[] {
    for (const [key, { at }] of this.#rows) {
      if (now - at < this.#lingerMs) break;
      this.#rows.delete(key);
    }
    return Array.from(this.#rows.values(), ({ row }) => row);
  }

  #dropOldest(): void {
    for (const key of this.#rows.keys()) {
      this.#rows.delete(key);
      return;
    }
  }
}

/** What is not known stays so. */
function stopped(rate: number | undefined): number | undefined {
  return rate === undefined ? undefined : 0;
}

function keyOf(pid: number, startedAt: number): string {
  return `${pid} ${startedAt}`;
}
