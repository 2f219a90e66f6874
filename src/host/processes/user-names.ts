import { statSync } from 'node:fs';
import { readText } from './proc-file.ts';

/** Names of users by their numbers, as in /etc/passwd. Users of a directory service stay numbers. */
export class UserNames {
  readonly #path: string;
  #names: ReadonlyMap<number, string> = new Map();
  #changedAt: number | undefined;

  /** @param root stands in for `/` */
  constructor(root: string) {
    this.#path = `${root}/etc/passwd`;
  }

  /** @returns the number itself for a user without a name */
  get(uid: number): string {
    const known = this.#names.get(uid);
    if (known !== undefined) return known;
    this.#readIfChanged();
    return this.#names.get(uid) ?? String(uid);
  }

  /** A user may have been added since. */
  #readIfChanged(): void {
    const changedAt = statSync(this.#path, { throwIfNoEntry: false })?.mtimeMs;
    if (changedAt === this.#changedAt) return;
    this.#changedAt = changedAt;
    this.#names = parseUsers(readText(this.#path) ?? '');
  }
}

/** Lines `name:password:uid:...` (passwd(5)); the first name of a number counts. */
function parseUsers(text: string): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const line of text.split('\n')) {
    const [name, , uid] = line.split(':');
    if (name && uid && /^\d+$/.test(uid) && !names.has(Number(uid))) names.set(Number(uid), name);
  }
  return names;
}
