import { readFileSync } from 'node:fs';
import { describeReason } from '../../src/base/reason.ts';
import { buildNamespace, preopensOf } from '../../src/kernel/namespace-builder.ts';
import { openServer } from '../../src/vfs/open-server.ts';
import { makeRamDisk } from '../../src/vfs/ram-disk.ts';
import { nextServerId } from '../../test/support/server-id.ts';
import { TestKernel } from '../../test/support/test-kernel.ts';
import type { Attempt, Outcome } from './hostile.ts';
import { Tickers } from './tickers.ts';

/** Characters of a task's last words. */
const MOST_TEXT = 200;

const DISK_BYTES = 8 * 1024 ** 2;

/** A kernel with two cpus, on which tickers run beside hostile modules. These may write into a ram disk, and nowhere else. */
export class Neighbourhood implements AsyncDisposable {
  readonly #os = new TestKernel(2);
  readonly #tickers = new Tickers(this.#os);
  readonly #disk = makeRamDisk(nextServerId(), 'hostile', DISK_BYTES);
  readonly #namespace = buildNamespace(this.#os.kernel.servers, [], '/').mount(openServer(this.#disk.spec), '/m');

  ready(): Promise<void> {
    return this.#os.until(() => this.#tickers.isTicking);
  }

  /** Runs a hostile module to its end. */
  async run({ id, file, entry, bounds }: Attempt): Promise<Outcome> {
    const start = performance.now();
    const task = this.#os.kernel.spawn({
      module: new Uint8Array(readFileSync(file)),
      name: `hostile-${id}`,
      args: ['hostile', 'x'.repeat(100)],
      namespace: this.#namespace,
      preopens: preopensOf(this.#namespace, [], '/'),
      limits: bounds,
      ...(entry === undefined ? {} : { entry }),
    });
    const reason = await this.#os.end(task);
    const late = performance.now() - start - bounds.wallMs;
    this.#os.kernel.reap(task.pid);
    this.#os.logs.forget(task.pid);
    const heldUp = this.#tickers.longestSince(start);
    const harm = this.#tickers.ends;
    if (reason.kind === 'internal') harm.push(`it ended by ${describeReason(reason)}`);
    return { id, end: describeReason(reason).slice(0, MOST_TEXT), late, heldUp, harm };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#os[Symbol.asyncDispose]();
    this.#disk.close();
  }
}
