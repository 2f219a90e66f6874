import { CONTROL } from '../base/stat-page.ts';
import type { LoadedModule } from '../wasm/load-module.ts';
import type { Loader } from './loader.ts';
import type { Task } from './task.ts';

/** Loads the modules of tasks. A task that is killed meanwhile does not wait for a disk or a pipe. */
export class TaskLoads {
  readonly #loader: Loader;
  readonly #running = new Map<number, AbortController>();

  constructor(loader: Loader) {
    this.#loader = loader;
  }

  /** A module that needs no waiting: tasks that start often start from these. */
  known({ spec: { module, hash } }: Task): LoadedModule | undefined {
    return typeof module === 'string' && hash === undefined ? this.#loader.known?.(module) : undefined;
  }

  /** @throws SysError as `Loader.load`; an AbortError once the task has to end. */
  async load({ pid, spec }: Task): Promise<LoadedModule> {
    const controller = new AbortController();
    this.#running.set(pid, controller);
    try {
      return await this.#loader.load(spec.module, spec.hash, controller.signal);
    } finally {
      this.#running.delete(pid);
    }
  }

  /** Looks at the control word of a task: a load ends with its task. */
  poke({ pid, slot }: Task): void {
    if ((slot.control & CONTROL.kill) !== 0) this.#running.get(pid)?.abort();
  }
}
