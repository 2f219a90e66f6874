import { absolute, namesOf } from '../base/path.ts';
import { SysError } from '../base/sys-error.ts';

/** As Linux has it (path_resolution(7)). */
const MOST_LINKS = 40;
const MOST_NAME_BYTES = 255;
const MOST_PATH_BYTES = 4_096;

/** A slash, `.` or `..` at the end. */
const ENDS_AS_DIRECTORY = /(^|\/)\.{0,2}$/;
/** Names that are neither empty nor begin with a dot, of so few letters that no encoding makes them too long. */
const PLAIN = /^[^/.\0][^/\0]{0,84}(\/[^/.\0][^/\0]{0,84})*$/;

/** Whether a path is nothing but names: unless it meets a link, walking it is appending it to its base. */
export function isPlain(path: string): boolean {
  return path.length * 3 < MOST_PATH_BYTES && PLAIN.test(path);
}

/** A name still to be walked, and how many names deep `..` may not go below: links may not leave their mount. */
interface Step {
  readonly name: string;
  readonly floor: number;
}

/**
 * Where the resolution of one path stands. Names that were walked lie below `base`; what is to come is a list of
 * steps, to which the targets of links are added. The walk asks `isDirectory` before it goes up from anywhere, because `..`
 * of a link or of nothing is not its parent.
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
  #walked: string[] = [];
  #steps: Step[];
  #links = 0;

  /** @throws SysError ENOENT for an empty path, EPERM for an absolute one, EINVAL for NUL, ENAMETOOLONG. */
  constructor(op: string, base: string, path: string) {
    this.#op = op;
    this.#path = path;
    this.#base = namesOf(base);
    if (path === '') throw this.#error('ENOENT');
    if (path.startsWith('/')) throw this.#error('EPERM');
    if (path.includes('\0')) throw this.#error('EINVAL');
    if (path.length * 3 > MOST_PATH_BYTES && Buffer.byteLength(path) >= MOST_PATH_BYTES)
      throw this.#error('ENAMETOOLONG');
    this.#steps = this.#stepsOf(path, 0);
    this.#wantsDirectory = ENDS_AS_DIRECTORY.test(path);
  }

  /** Walks on to the end. @returns the absolute path reached, which may still hold links. */
  advance(check: (path: string) => void): string {
    for (let step = this.#steps.shift(); step !== undefined; step = this.#steps.shift()) {
      if (step.name !== '..') {
        this.#walked.push(step.name);
        continue;
      }
      if (this.#walked.length <= step.floor) throw this.#error('EPERM');
      this.#steps.unshift(step);
      check(this.#reached());
      this.#steps.shift();
      this.#walked.pop();
    }
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
    const rest = this.#walked.slice(at).map((name) => ({ name, floor: 0 }));
    this.#walked = this.#walked.slice(0, at - 1);
    const floor = Math.max(0, mount - this.#base.length);
    this.#steps = [...this.#stepsOf(target, floor), ...rest, ...this.#steps];
  }

  /** Whether the link at this depth is the last name of all. */
  isLast(depth: number): boolean {
    return depth === this.#base.length + this.#walked.length && this.#steps.length === 0;
  }

  #reached(): string {
    return absolute([...this.#base, ...this.#walked]);
  }

  #stepsOf(path: string, floor: number): Step[] {
    return namesOf(path).map((name) => {
      if (name.length * 3 > MOST_NAME_BYTES && Buffer.byteLength(name) > MOST_NAME_BYTES)
        throw this.#error('ENAMETOOLONG');
      return { name, floor };
    });
  }

  #error(code: 'ENOENT' | 'EPERM' | 'EINVAL' | 'ENAMETOOLONG' | 'ELOOP'): SysError {
    return new SysError(code, this.#op, this.#path);
  }
}
