import { setTimeout as delay } from 'node:timers/promises';
import { Machine } from '../../host/machine.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { Histories } from '../../monitor/data/history/histories.ts';
import { Sampler } from '../../monitor/data/sampler.ts';
import type { Snapshot } from '../../monitor/data/snapshot.ts';
import type { FollowedManifest } from './followed-manifest.ts';
import type { HostTable } from './host-table.ts';
import { sampleOf } from './task-sample.ts';

/** Milliseconds between two readings of the host, at least. */
const LEAST_REFRESH_MS = 500;

/** Whom pictures are of. */
interface Subjects {
  readonly kernel: Kernel;
  readonly host: HostTable;
  readonly manifest: FollowedManifest;
}

/** Takes pictures of tasks, host and machine, remembers them, and tells all who watch. */
export class Pictures {
  readonly histories = new Histories();
  readonly #host: HostTable;
  readonly #taken: () => void;
  readonly #machine = new Machine();
  readonly #sampler: Sampler;
  readonly #subscribers = new Set<() => void>();
  #last: Snapshot;
  #refreshing: Promise<void> | undefined;
  #refreshedAt = 0;

  /** @param taken called when there is a new picture, before anybody is told */
  constructor({ kernel, host, manifest }: Subjects, taken: () => void) {
    this.#host = host;
    this.#taken = taken;
    this.#sampler = new Sampler({
      startedAt: kernel.startedAt,
      tasks: () => [...kernel.table.all()].map(sampleOf),
      host: () => host.picture,
      machine: () => this.#machine.read(),
      programs: () => manifest.programs,
      news: () => manifest.news,
      now: () => Date.now(),
      clock: () => performance.now(),
    });
    this.#last = this.#sampler.sample();
  }

  get last(): Snapshot {
    return this.#last;
  }

  subscribe(changed: () => void): () => void {
    this.#subscribers.add(changed);
    return () => {
      this.#subscribers.delete(changed);
    };
  }

  /** Tells all who watch that there is something new. */
  publish(): void {
    for (const changed of this.#subscribers) changed();
  }

  /** Takes a new picture and tells all who watch. */
  tick(): void {
    this.#take();
    this.publish();
  }

  /** The same, with the host's processes read anew, a few at a time: keys go first. It is remembered. Who asks while it is read gets the picture that is made of it. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  /** Shows at once what a command led to; the host is read anew once that makes sense: rates over an instant say nothing. */
  async refreshSoon(): Promise<void> {
    this.tick();
    await delay(Math.max(0, LEAST_REFRESH_MS - (performance.now() - this.#refreshedAt)), undefined, { ref: false });
    await this.refresh();
  }

  [Symbol.dispose](): void {
    this.#machine[Symbol.dispose]();
  }

  #take(): void {
    this.#last = this.#sampler.sample();
    this.#taken();
  }

  async #refresh(): Promise<void> {
    this.#refreshedAt = performance.now();
    await this.#host.sweepGently();
    this.#take();
    this.histories.record(this.#last);
    this.publish();
  }
}
