import type { SysError } from '../../base/sys-error.ts';
import type { TailWriter } from './tail-writer.ts';

/**
 * `following`: it is read. `waiting`: it was never there yet. `refused`: it is there, and cannot be read. `gone`: it was there, or was a
 * pipe whose last writer has gone. All but the end of a pipe can pass.
 */
export type TailState = 'following' | 'waiting' | 'refused' | 'gone';

/** What a path is, for others, and what its log tells of that. */
export class PathState {
  readonly #writer: TailWriter;
  readonly #changed: () => void;
  #state: TailState = 'waiting';
  #problem: string | undefined;
  #everThere = false;
  #toldDeleted = false;

  /** @param changed hears of each change */
  constructor(writer: TailWriter, changed: () => void) {
    this.#writer = writer;
    this.#changed = changed;
  }

  get state(): TailState {
    return this.#state;
  }

  /** Why it is not read. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** It is a file. @param isNew nothing of it was read yet */
  opened(isNew: boolean): void {
    if (isNew && this.#everThere)
      this.#writer.tell(this.#toldDeleted ? 'there again: a new file' : 'rotated: a new file');
    this.#everThere = true;
    this.#toldDeleted = false;
  }

  openedPipe(): void {
    this.#everThere = true;
    this.following();
  }

  following(): void {
    this.#become('following');
  }

  renamed(): void {
    this.#become('gone', 'has another name now');
  }

  deleted(): void {
    if (!this.#toldDeleted) this.#writer.tell('deleted, waiting for it');
    this.#toldDeleted = true;
    this.#become('gone', 'is deleted');
  }

  ended(): void {
    this.#writer.end();
    this.#become('gone', 'has ended');
  }

  /** It cannot be opened, or not be read. */
  failed(error: SysError): void {
    const missing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
    if (missing && this.#everThere)
      return this.#become('gone', this.#toldDeleted ? 'is deleted' : 'has another name now');
    const { problem, told } = missing ? absenceOf(error.path) : { problem: error.message, told: error.message };
    const news = problem !== this.#problem;
    this.#become(missing ? 'waiting' : 'refused', problem);
    if (news) this.#writer.tell(told);
  }

  #become(state: TailState, problem?: string): void {
    if (state === this.#state && problem === this.#problem) return;
    this.#state = state;
    this.#problem = problem;
    this.#changed();
  }
}

/** What there is to say of a path that has nothing. A name whose bytes are not UTF-8 comes to us with signs in their place, by which nothing is found. */
function absenceOf(path = ''): { readonly problem: string; readonly told: string } {
  if (!path.includes('\ufffd')) return { problem: 'is not there yet', told: 'not there yet, waiting for it' };
  return {
    problem: 'its name is not UTF-8',
    told: 'its name is not UTF-8, by which it is not found: follow a link to it',
  };
}
