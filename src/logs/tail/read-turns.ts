/** Something that is read piece by piece. */
export interface Readable {
  /** Reads at most one piece. @returns whether there may be more at once. */
  step(buffer: Buffer): boolean;
}

/** Milliseconds of reading between two turns of the event loop: less than a frame, so that keys and frames go on. */
const TURN_MS = 8;

/** Bytes read in one call: long enough to make calls cheap, short against a turn. */
const BUFFER_BYTES = 256 * 1024;

/** Who has something to read takes turns: a piece each, round-robin, and the event loop in between. */
export class ReadTurns {
  readonly #waiting = new Set<Readable>();
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  #next: NodeJS.Immediate | undefined;
  #closed = false;
  #paused = false;
  readonly #idle: () => void;

  /** @param idle called whenever nobody has anything to read */
  constructor(idle: () => void = () => {}) {
    this.#idle = idle;
  }

  /** Nobody has anything to read. */
  get isIdle(): boolean {
    return this.#waiting.size === 0;
  }

  /** Something may have come: it gets its turn soon. */
  wake(readable: Readable): void {
    if (this.#closed) return;
    this.#waiting.add(readable);
    this.#goOn();
  }

  /** Nobody gets a turn until `resume`. */
  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    if (!this.isIdle) this.#goOn();
  }

  /** It gets no turn any more. */
  forget(readable: Readable): void {
    this.#waiting.delete(readable);
  }

  /** Nobody gets a turn any more, also where somebody closes it in his. */
  close(): void {
    this.#closed = true;
    this.#waiting.clear();
    clearImmediate(this.#next);
  }

  #goOn(): void {
    if (!this.#paused && !this.#closed) this.#next ??= setImmediate(() => this.#run());
  }

  #run(): void {
    this.#next = undefined;
    const until = performance.now() + TURN_MS;
    // What is put back stands at the end, and is met again in the same loop.
    for (const readable of this.#waiting) {
      this.#waiting.delete(readable);
      if (readable.step(this.#buffer) && !this.#closed) this.#waiting.add(readable);
      if (this.#paused || performance.now() > until) break;
    }
    if (!this.isIdle) this.#goOn();
    else if (!this.#closed) this.#idle();
  }
}
