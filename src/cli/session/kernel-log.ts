import { describeReason } from '../../base/reason.ts';
import type { Envelope, KernelEvent } from '../../kernel/bus.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { INIT_PID } from '../../kernel/task-table.ts';
import type { LogSource } from '../../logs/log-source.ts';
import { LogStore } from '../../logs/log-store.ts';

/** Bytes for what wasitop says of itself: hours of a busy day. */
const MOST_BYTES = 16 * 1024 ** 2;

const encoder = new TextEncoder();

/** What happens to tasks, and what was refused: the log of wasitop itself. */
export class KernelLog {
  readonly #kernel: Kernel;
  readonly #store = new LogStore({ bytesInAll: MOST_BYTES });

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    kernel.bus.subscribe((envelope) => this.#tell(envelope));
  }

  get source(): LogSource {
    return this.#store.source(INIT_PID);
  }

  /** Something that a person asked for was refused. */
  refused(what: string, error: unknown): void {
    this.#write(`error: ${what}: ${error instanceof Error ? error.message : String(error)}`, Date.now());
  }

  #tell({ message, timestamp }: Envelope): void {
    const text = this.#textOf(message);
    if (text !== undefined) this.#write(text, timestamp);
  }

  #write(text: string, time: number): void {
    this.#store.append(INIT_PID, 0, time, encoder.encode(`${text.replaceAll('\n', ' ')}\n`));
  }

  #textOf(event: KernelEvent): string | undefined {
    switch (event.type) {
      case 'task.state':
        return this.#stateText(event);
      case 'task.signal':
        return `info: ${this.#name(event.pid)} got ${event.signal}${event.caught ? ', and reads it' : ''}`;
      case 'task.level':
        return `info: ${this.#name(event.pid)} is at level ${event.level}`;
      case 'task.paused':
        return `info: ${this.#name(event.pid)} is paused`;
      case 'task.continued':
        return `info: ${this.#name(event.pid)} goes on`;
      case 'task.limit':
        return `warn: ${this.#name(event.pid)} reached its limit: ${event.limit}`;
      case 'task.listening':
        return `info: ${this.#name(event.pid)} listens on ${event.address}`;
      case 'cpu.lost':
        return `error: cpu ${event.cpu} is lost: ${event.message}`;
      case 'kernel.stopping':
        return 'info: all tasks are asked to end';
      case 'task.parent':
      case 'task.reaped':
        return undefined;
    }
  }

  #stateText({ pid, to, reason }: Extract<KernelEvent, { type: 'task.state' }>): string | undefined {
    const why = reason === undefined ? '' : `: ${describeReason(reason)}`;
    if (to === 'starting') return `info: ${this.#name(pid)} starts`;
    if (to === 'exited') return `info: ${this.#name(pid)} ended${why}`;
    return to === 'failed' ? `error: ${this.#name(pid)} failed${why}` : undefined;
  }

  #name(pid: number): string {
    return `${pid} ${this.#kernel.table.find(pid)?.name ?? ''}`.trimEnd();
  }
}
