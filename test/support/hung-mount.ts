import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { test } from 'vitest';
import { mayHang } from '../../src/vfs/mounts.ts';

/** A test that mounts; where that cannot be done its name tells why it is skipped. */
export function mountTest(name: string, run: () => Promise<void>): void {
  const reason = whyNoMounts();
  if (reason === undefined) test(name, run);
  else test.skip(`${name} (${reason})`, run);
}

function whyNoMounts(): string | undefined {
  try {
    closeSync(openSync('/dev/fuse', 'r+'));
    return process.getuid?.() === 0 ? undefined : 'mounting needs root';
  } catch {
    return 'there is no /dev/fuse';
  }
}

/**
 * A mounted file system that can hang: while it does, each call that concerns it waits in the kernel, as with a network that is gone. No
 * synchronous call of the test itself may touch `folder` then.
 */
export class HungMount implements AsyncDisposable {
  readonly #root = mkdtempSync(join(tmpdir(), 'wasitop-mount-'));
  /** Where it is mounted. */
  readonly folder = join(this.#root, 'mnt');
  /** What it shows: files are put and changed here. */
  readonly files = join(this.#root, 'files');
  readonly #server: ChildProcess;

  constructor() {
    mkdirSync(this.folder);
    mkdirSync(this.files);
    const device = openSync('/dev/fuse', 'r+');
    try {
      const options = 'fd=3,rootmode=40755,user_id=0,group_id=0,allow_other';
      const { status, stderr } = spawnSync('mount', ['-i', '-t', 'fuse', '-o', options, 'hung', this.folder], {
        stdio: ['ignore', 'ignore', 'pipe', device],
      });
      if (status !== 0) throw new Error(`mount: ${stderr}`);
      this.#server = fork(new URL('fuse-server.ts', import.meta.url).pathname, [this.files], {
        stdio: ['ignore', 'inherit', 'inherit', device, 'ipc'],
      });
    } finally {
      closeSync(device);
    }
  }

  /** Answers nothing from now on. This process looks at the list of mounts once a second: until it knows this one, it would wait there itself. */
  async hang(): Promise<void> {
    while (!(await mayHang(this.folder))) await setImmediate();
    await this.#say('hang');
  }

  /** Answers again, also what was asked meanwhile. */
  async release(): Promise<void> {
    await this.#say('release');
  }

  /** Resolves once a call waits. */
  async held(): Promise<void> {
    await this.#hears('held');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Whoever still waits gets an error once the server is gone.
    this.#server.kill('SIGKILL');
    await once(this.#server, 'exit');
    spawnSync('umount', ['-l', this.folder]);
    rmSync(this.#root, { recursive: true, force: true });
  }

  async #say(word: string): Promise<void> {
    const heard = this.#hears(word);
    this.#server.send(word);
    await heard;
  }

  async #hears(word: string): Promise<void> {
    for (;;) if ((await once(this.#server, 'message'))[0] === word) return;
  }
}
