import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Namespace } from '../../src/namespace/namespace.ts';
import type { FileServer } from '../../src/vfs/file-server.ts';
import { openServer } from '../../src/vfs/open-server.ts';
import { makeRamDisk } from '../../src/vfs/ram-disk.ts';
import { nextServerId } from '../support/server-id.ts';

/** Where files can lie. */
export const PLACES = ['host directory', 'ram disk', 'union'] as const;
export type Place = (typeof PLACES)[number];

/** Directories of one test, and what is served of them. */
export class Ground implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'wasitop-errnos-'));
  readonly #disk = makeRamDisk(nextServerId(), 'disk', 1_000_000);
  readonly #servers: FileServer[] = [];

  /** The place under test alone, empty, at the root. */
  bare(place: Place): Namespace {
    return this.#root(place, () => {});
  }

  /** The place under test at the root, with what the guests of `test/guests/errno` look for; beside it a read-only mount, another one, and a union that takes nothing new. */
  namespace(place: Place): Namespace {
    return this.#root(place, fill)
      .mount(this.#host('ro', true), '/ro', { readOnly: true })
      .mount(this.#host('other', true), '/other')
      .mount(this.#host('sealed-above'), '/sealed')
      .mount(this.#host('sealed-below'), '/sealed', { order: 'after' });
  }

  [Symbol.dispose](): void {
    for (const server of this.#servers) server.close();
    this.#disk.close();
    rmSync(this.#folder, { recursive: true });
  }

  #root(place: Place, prepare: (directory: string) => void): Namespace {
    if (place === 'ram disk') {
      prepare(this.#disk.spec.directory);
      return new Namespace().mount(this.#served(openServer(this.#disk.spec)), '/');
    }
    const below = new Namespace().mount(this.#host('below'), '/');
    prepare(join(this.#folder, 'below'));
    return place === 'union' ? below.mount(this.#host('above'), '/', { order: 'before', create: true }) : below;
  }

  #host(name: string, withFile = false): FileServer {
    const directory = join(this.#folder, name);
    mkdirSync(directory);
    if (withFile) writeFileSync(join(directory, 'file'), '');
    return this.#served(openServer({ kind: 'host', id: nextServerId(), name, directory }));
  }

  #served(server: FileServer): FileServer {
    this.#servers.push(server);
    return server;
  }
}

/** What the guests find; they cannot make all of it. */
function fill(directory: string): void {
  mkdirSync(join(directory, 'dir'));
  writeFileSync(join(directory, 'file'), '');
  execFileSync('mkfifo', [join(directory, 'fifo')]);
  const links = {
    link: 'file',
    dirlink: 'dir',
    dangling: 'missing',
    loop: 'loop',
    out: '../outside',
    absolute: '/etc',
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(directory, name));
}
