import type { HostProcess } from './host-process.ts';

/** Processes that are gone: they stay in the table for a while, so that the eye can follow. */
export class EndedRows {
  readonly #lingerMs: number;
  #rows: { readonly row: HostProcess; readonly at: number }[] = [];

  constructor(lingerMs: number) {
    this.#lingerMs = lingerMs;
  }

  /** @param now a clock in milliseconds */
  add(row: HostProcess, now: number): void {
    const ended: HostProcess = { ...row, state: 'X', cpu: 0, reason: 'ended', endedAt: Date.now() };
    this.#rows.push({ row: ended, at: now });
  }

  has(pid: number, startedAt: number): boolean {
    return this.#rows.some(({ row }) => row.pid === pid && row.startedAt === startedAt);
  }

  /** Those that still stay. */
  rows(now: number): readonly HostProcess[] {
    if (this.#rows.length > 0) this.#rows = this.#rows.filter(({ at }) => now - at < this.#lingerMs);
    return this.#rows.map(({ row }) => row);
  }
}
