import type { Blocked } from '../wasi/outcome.ts';

/** One wait of a blocked call. Whatever ends it, all that it holds is taken back then, once. */
export class Wait {
  #stop: (() => void) | undefined;
  #over = false;

  /** @param woken called when the wait is woken, which it then has to end; perhaps before this returns */
  begin(blocked: Blocked, woken: () => void): void {
    const stop = blocked.start(() => {
      if (!this.#over) woken();
    });
    if (this.#over) stop();
    else this.#stop = stop;
  }

  end(): void {
    this.#over = true;
    const stop = this.#stop;
    this.#stop = undefined;
    stop?.();
  }
}
