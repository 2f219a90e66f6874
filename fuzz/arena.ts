import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** As long as the guest expects of what it must never see. */
const SECRET = 'SECRET'.repeat(100);

/**
 * A directory of the host with `mount`, which a guest gets, and with files around it that no guest may see or change. Inside are
 * links to them, ready to be swapped with what the guest asks for.
 */
export class Arena implements Disposable {
  readonly path = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'wasitop-arena-')));
  readonly #before: string;

  constructor() {
    for (const name of ['mount/f', 'mount/d/f', 'mount/d/sub/f']) this.#write(name, 'inside');
    for (const folder of ['', 'sub', 'd', 'd/sub']) {
      for (const secrets of ['outside', 'impostor', 'elsewhere', 'other']) {
        if (secrets === 'elsewhere' && folder !== '') continue;
        this.#write(path.join(secrets, folder, 'f'), SECRET);
        this.#write(path.join(secrets, folder, 'secret'), SECRET);
      }
    }
    const links = {
      absolute: `${this.path}/outside`,
      relative: '../outside',
      behind: `${this.path}/other/d`,
      dots: '../..',
      slash: '/',
      proc: '/proc/self/root',
      through: 'relative/sub',
      dangling: '../outside/made',
      'd/link': '../../outside/sub',
      'd/filelink': '../../outside/f',
    };
    for (const [name, target] of Object.entries(links)) fs.symlinkSync(target, this.at(`mount/${name}`));
    this.#before = this.#secrets();
  }

  at(name: string): string {
    return path.join(this.path, name);
  }

  /** Whether anything outside the mount was made, removed or changed. */
  get isTouched(): boolean {
    return this.#secrets() !== this.#before;
  }

  [Symbol.dispose](): void {
    fs.rmSync(this.path, { recursive: true, force: true });
  }

  #write(name: string, text: string): void {
    fs.mkdirSync(path.dirname(this.at(name)), { recursive: true });
    fs.writeFileSync(this.at(name), text);
  }

  /** All outside by name, with what tells a change; a directory's own time changes by the swaps. */
  #secrets(): string {
    const outside = fs.readdirSync(this.path).filter((name) => name !== 'mount');
    return outside
      .sort()
      .flatMap((name) => describe(this.at(name)))
      .join('\n');
  }
}

function describe(file: string): string[] {
  const stat = fs.lstatSync(file, { bigint: true });
  if (stat.isSymbolicLink()) return [`${file} -> ${fs.readlinkSync(file)}`];
  if (!stat.isDirectory())
    return [`${file} ${stat.ino} ${stat.nlink} ${stat.mtimeNs} ${fs.readFileSync(file, 'utf8')}`];
  const names = fs.readdirSync(file).sort();
  return [`${file} ${stat.ino}`, ...names.flatMap((name) => describe(path.join(file, name)))];
}
