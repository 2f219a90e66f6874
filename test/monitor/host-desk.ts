import type { HostProcess } from '../../src/host/processes/host-process.ts';
import type { FirstState } from '../../src/monitor/state/screen-state.ts';
import { processOf } from '../components/fake-source.ts';
import { Desk } from '../support/desk.ts';

const SGR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

/** A desk with processes of a host on it. */
export class HostDesk extends Desk {
  constructor(rows: readonly HostProcess[], columns = 120, lines = 30, first: FirstState = {}) {
    super([], columns, lines, { tab: 'host', ...first });
    this.show(rows);
  }

  /** The next picture, a second later. */
  show(rows: readonly HostProcess[], problem?: string): void {
    this.source.publish([], { host: { rows, problem } });
  }

  /** PIDs in the order of the table. */
  get pids(): number[] {
    return this.table.flatMap((line) => /^ *(\d+) /.exec(line)?.[1] ?? []).map(Number);
  }

  /** Titles and rows. */
  get table(): string[] {
    return this.part('table').map((line) => line.replace(SGR, ''));
  }

  /** The line of a process. */
  row(pid: number): string {
    return this.table.find((line) => new RegExp(`^ *${pid} `).test(line)) ?? '';
  }

  /** Whom a signal would go to now. */
  get selected(): string {
    this.type('x');
    const name = /Signal to (.*?) [-+]/.exec(this.text)?.[1] ?? this.lines.at(-1) ?? '';
    this.type('\u001b');
    return name;
  }
}

/** A process whose command is its name. */
export function named(pid: number, name: string, changes: Partial<HostProcess> = {}): HostProcess {
  return processOf({ pid, name, args: [name], ...changes });
}
