import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** When the machine of these tests was booted, in seconds since 1970. */
export const BOOTED = 1_700_000_000;

interface FakeStat {
  readonly comm?: string | Buffer;
  readonly state?: string;
  readonly flags?: number;
  readonly ticks?: number;
  readonly threads?: number;
  readonly start?: number;
  readonly argsAddress?: number;
}

/** A directory that stands in for `/`, with a /proc that a test fills. */
export class FakeProc implements Disposable {
  readonly root = mkdtempSync(join(tmpdir(), 'wasitop-proc-'));

  constructor() {
    this.write('proc/stat', `cpu 0\nbtime ${BOOTED}\n`);
    this.write('proc/uptime', '1000.00 1.00\n');
    this.write('etc/passwd', 'root:x:0:0::/root:/bin/sh\n');
    this.write('proc/meminfo', 'MemTotal: 1 kB\n');
  }

  write(path: string, text: string | Buffer): void {
    mkdirSync(join(this.root, path, '..'), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  /** Shows a file or process of the real /proc. */
  link(path: string): void {
    symlinkSync(`/${path}`, join(this.root, path));
  }

  stat(path: string, stat: FakeStat = {}): void {
    const { comm = 'sh', state = 'S', flags = 0, ticks = 0, threads = 1, start = 500, argsAddress = 0 } = stat;
    const after = [state, 1, 1, 1, 0, -1, flags, 0, 0, 0, 0, ticks, 0, 0, 0, 20, 0, threads, 0, start, 8192, 3];
    const rest = [...after, ...Array.from({ length: 45 - after.length }, () => 0), argsAddress, 0, 0, 0, 0];
    this.write(
      `${path}/stat`,
      Buffer.concat([Buffer.from('7 ('), Buffer.from(comm), Buffer.from(`) ${rest.join(' ')}\n`)]),
    );
  }

  process(pid: number, stat: FakeStat = {}, cmdline: string | Buffer = 'sh\0-c\0true\0', cgroup = '0::/\n'): void {
    this.stat(`proc/${pid}`, stat);
    this.write(`proc/${pid}/cmdline`, cmdline);
    this.write(`proc/${pid}/cgroup`, cgroup);
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true });
  }
}
