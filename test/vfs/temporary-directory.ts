import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { HostDirectory } from '../../src/vfs/host-directory.ts';
import { nextServerId } from '../support/server-id.ts';

/** A real directory of one test, with a file server over it; both gone at the end of the scope. */
export class TemporaryDirectory implements Disposable {
  readonly path = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'wasitop-test-')));
  readonly server: HostDirectory;

  /** @param files contents by path; a path that ends with a slash is a directory, `-> target` as contents a link */
  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [name, text] of Object.entries(files)) {
      const at = path.join(this.path, name);
      fs.mkdirSync(name.endsWith('/') ? at : path.dirname(at), { recursive: true });
      if (text.startsWith('-> ')) fs.symlinkSync(text.slice(3), at);
      else if (!name.endsWith('/')) fs.writeFileSync(at, text);
    }
    this.server = new HostDirectory({ kind: 'host', id: nextServerId(), name: 'test', directory: this.path });
  }

  [Symbol.dispose](): void {
    this.server.close();
    fs.rmSync(this.path, { recursive: true, force: true });
  }
}
