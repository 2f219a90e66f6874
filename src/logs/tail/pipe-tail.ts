import { hostError } from '../../vfs/host-error.ts';
import { type FollowedPipe, followPipe } from './follow-pipe.ts';
import { identityOf } from './path-identity.ts';
import type { PathState } from './path-state.ts';
import type { TailWriter } from './tail-writer.ts';

/** Writes what comes through the pipe that a path is. */
export class PipeTail {
  readonly #path: string;
  readonly #writer: TailWriter;
  readonly #state: PathState;
  readonly #failed: (error: unknown) => void;
  #id: string | undefined;
  #pipe: FollowedPipe | undefined;
  #ended = false;

  /** @param failed gets a SysError; it is closed by then */
  constructor(path: string, writer: TailWriter, state: PathState, failed: (error: unknown) => void) {
    this.#path = path;
    this.#writer = writer;
    this.#state = state;
    this.#failed = failed;
  }

  /** It has ended for good. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Whether the path is still the pipe that is read. */
  get isCurrent(): boolean {
    return this.#pipe !== undefined && identityOf(this.#path)?.id === this.#id;
  }

  /** @param id see `idOf` @throws SysError where it cannot be opened */
  open(id: string): void {
    this.#id = id;
    this.#pipe = followPipe(this.#path, {
      bytes: (bytes) => this.#writer.append(bytes, Date.now()),
      ended: (forGood) => this.#over(forGood),
      failed: (error) => {
        this.close();
        this.#failed(hostError(error, 'tail', this.#path));
      },
    });
    this.#state.openedPipe();
  }

  pause(): void {
    this.#pipe?.pause();
  }

  resume(): void {
    this.#pipe?.resume();
  }

  close(): void {
    this.#pipe?.close();
    this.#pipe = undefined;
  }

  #over(forGood: boolean): void {
    this.close();
    if (!forGood) return;
    this.#ended = true;
    this.#state.ended();
  }
}
