import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A directory that stands in for `/`, and a clock that is set by hand. */
export class FakeRoot implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'wasitop-host-'));
  /** Milliseconds. */
  time = 0;
  readonly now = (): number => this.time;

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), text);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }
}
