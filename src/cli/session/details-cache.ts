import { EventHistory } from '../../kernel/event-history.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { TaskDetails } from '../../monitor/data/details.ts';
import { detailsOf } from './task-details.ts';

/** The details of the one task that somebody looks at: asked of its cpu once a tick, and not at all while nobody looks. */
export class DetailsCache {
  readonly #kernel: Kernel;
  readonly #events: EventHistory;
  readonly #changed: () => void;
  #last: TaskDetails | undefined;
  /** The task that was asked about since the last tick. */
  #wanted: number | undefined;
  #asking = false;

  /** @param changed called when there is something new */
  constructor(kernel: Kernel, changed: () => void) {
    this.#kernel = kernel;
    this.#events = new EventHistory(kernel.bus);
    this.#changed = changed;
  }

  /** The last answer; asks for the first one. */
  of(pid: number): TaskDetails | undefined {
    this.#wanted = pid;
    if (this.#last?.pid === pid) return this.#last;
    void this.#ask(pid);
    return undefined;
  }

  /** Asks anew where somebody looks. */
  refresh(): void {
    const pid = this.#wanted;
    this.#wanted = undefined;
    if (pid !== undefined) void this.#ask(pid);
  }

  async #ask(pid: number): Promise<void> {
    if (this.#asking || this.#kernel.table.find(pid) === undefined) return;
    this.#asking = true;
    const files = await this.#kernel.describeFiles(pid);
    this.#asking = false;
    const task = this.#kernel.table.find(pid);
    if (task === undefined) return;
    this.#last = detailsOf(task, files, this.#events.of(pid), Date.now());
    this.#changed();
  }
}
