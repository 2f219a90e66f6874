import { MAX_PATH_NAMES, MAX_WALK_STEPS } from '../base/limits.ts';
import { absolute, namesOf } from '../base/path.ts';
import { spelledBytes } from '../base/spelling.ts';
import { SysError } from '../base/sys-error.ts';

/** As Linux has it (path_resolution(7)). */
const MOST_LINKS = 40;
const MOST_NAME_BYTES = 255;
const MOST_PATH_BYTES = 4_096;

/** A slash, `.` or `..` at the end. */
const ENDS_AS_DIRECTORY = /(^|\/)\.{0,2}$/;
/** Names that are neither empty nor begin with a dot, of so few letters that no encoding makes them too long. */
const PLAIN = /^[^/.\0][^/\0]{0,84}(\/[^/.\0][^/\0]{0,84})*$/;

/** Whether a path is nothing but names, and not too deep below its base: unless it meets a link, walking it is appending it. */
export function isPlain(base: string, path: string): boolean {
  return path.length * 3 < MOST_PATH_BYTES && base.length + path.length < MAX_PATH_NAMES && PLAIN.test(path);
}

/** A name still to be walked, and how many names deep `..` may not go below: links may not leave their mount. */
interface Step {
  readonly name: string;
  readonly floor: number;
}

/**
 * The resolution of one path. Names that were walked lie below `base`; the steps to come are a stack, onto which the
 * targets of links are put. The walk asks `check` before it goes up from a name, because `..` of a link or of a missing file
 * is not its parent. Each call has a budget: every step costs one, and every look at the files as many as the path has names.
 */
export class Walk {
  /** The path ends with a slash or a dot: what it names has to be a directory, and a link there is followed. */
  get wantsDirectory(): boolean {
    return this.#wantsDirectory;
  }

  #wantsDirectory: boolean;
  readonly #op: string;
  readonly #path: string;
  readonly #base: readonly string[];
  readonly #walked: string[] = [];
  /** How many of the names walked are directories for certain, and those before them. */
  #certain = 0;
  /** The next step is the last of the array. */
  readonly #steps: Step[] = [];
  #links = 0;
  #budget = MAX_WALK_STEPS;

  /** @throws SysError ENOENT for an empty path, EPERM for an absolute one, EINVAL for NUL, ENAMETOOLONG. */
  constructor(op: string, base: string, path: string) {
    this.#op = op;
    this.#path = path;
    this.#base = namesOf(base);
    if (path === '') throw this.#error('ENOENT');
    if (path.startsWith('/')) throw this.#error('EPERM');
    if (path.includes('\0')) throw this.#error('EINVAL');
    if (path.length * 3 > MOST_PATH_BYTES && spelledBytes(path) >= MOST_PATH_BYTES) throw this.#error('ENAMETOOLONG');
    this.#push(namesOf(path), 0);
    this.#wantsDirectory = ENDS_AS_DIRECTORY.test(path);
  }

  /**
   * Walks on to the end. @returns the absolute path reached, which may still hold links.
   * @throws SysError EPERM for a way out, ELOOP past the budget, ENAMETOOLONG where the path has too many names.
   */
  advance(check: (path: string) => void): string {
    for (let step = this.#steps.at(-1); step !== undefined; step = this.#steps.at(-1)) {
      if (step.name === '..') this.#goUp(step.floor, check);
      else this.#walked.push(step.name);
      this.#steps.pop();
    }
    if (this.#depth > MAX_PATH_NAMES) throw this.#error('ENAMETOOLONG');
    return this.#reached();
  }

  /**
   * Puts a link's target in its place.
   * @param depth how many names of the absolute path reached lead to the link, its own included
   * @param mount how many of them belong to the mount that the link must not leave
   */
  followLink(depth: number, mount: number, target: string): void {
    if (++this.#links > MOST_LINKS) throw this.#error('ELOOP');
    if (target.startsWith('/')) throw this.#error('EPERM');
    if (target === '') throw this.#error('ENOENT');
    const at = depth - this.#base.length;
    // The directory that the call is relative to, or the one that is mounted, is itself a link by now.
    if (at < 1 || depth <= mount) throw this.#error('ENOENT');
    if (this.isLast(depth) && ENDS_AS_DIRECTORY.test(target)) this.#wantsDirectory = true;
    this.#spend(depth);
    this.#push(this.#walked.splice(at), 0);
    this.#walked.pop();
    this.#certain = Math.min(this.#certain, this.#walked.length);
    this.#push(namesOf(target), Math.max(0, mount - this.#base.length));
  }

  /** Whether the link at this depth is the last name of all. */
  isLast(depth: number): boolean {
    return depth === this.#depth && this.#steps.length === 0;
  }

  get #depth(): number {
    return this.#base.length + this.#walked.length;
  }

  #goUp(floor: number, check: (path: string) => void): void {
    if (this.#walked.length <= floor) throw this.#error('EPERM');
    if (this.#walked.length > this.#certain) {
      if (this.#depth > MAX_PATH_NAMES) throw this.#error('ENAMETOOLONG');
      this.#spend(this.#depth);
      check(this.#reached());
    }
    this.#walked.pop();
    this.#certain = this.#walked.length;
  }

  #push(names: readonly string[], floor: number): void {
    this.#spend(names.length);
    for (const name of names.toReversed()) {
      if (name.length * 3 > MOST_NAME_BYTES && spelledBytes(name) > MOST_NAME_BYTES) throw this.#error('ENAMETOOLONG');
      this.#steps.push({ name, floor });
    }
  }

  #spend(steps: number): void {
    this.#budget -= steps;
    if (this.#budget < 0) throw this.#error('ELOOP');
  }

  #reached(): string {
    return absolute([...this.#base, ...this.#walked]);
  }

  #error(code: 'ENOENT' | 'EPERM' | 'EINVAL' | 'ENAMETOOLONG' | 'ELOOP'): SysError {
    return new SysError(code, this.#op, this.#path);
  }
}
