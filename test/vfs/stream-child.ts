/** A process that does one thing with its standard streams, by its first argument. What it saw goes to stderr. */
import fs from 'node:fs';
import { SysError } from '../../src/base/sys-error.ts';
import { type FileHandle, type Interest, WOULD_BLOCK } from '../../src/vfs/file-handle.ts';
import { HostStream } from '../../src/vfs/host-stream.ts';

const report = (text: string) => fs.writeSync(2, `${text}\n`);

const ready = (handle: FileHandle, interest: Interest) =>
  new Promise<void>((resolve) => void handle.watch(interest, resolve));

async function read(input: HostStream, into: Uint8Array): Promise<number> {
  for (;;) {
    const count = input.read(into);
    if (count !== WOULD_BLOCK) return count;
    await ready(input, 'read');
  }
}

async function writeAll(output: HostStream, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length; ) {
    const count = output.write(bytes.subarray(sent));
    if (count === WOULD_BLOCK) await ready(output, 'write');
    else sent += count;
  }
}

const DEEDS: Record<string, (argument: number) => Promise<void>> = {
  /** Copies stdin to stdout, in pieces of so many bytes. */
  async copy(size) {
    const [input, output] = [new HostStream(0), new HostStream(1)];
    const bytes = new Uint8Array(size);
    for (let count = await read(input, bytes); count > 0; count = await read(input, bytes)) {
      await writeAll(output, bytes.subarray(0, count));
    }
    report('end');
    input.close();
  },
  /** Waits for stdin, copies exactly so many bytes, and leaves the rest. */
  async head(size) {
    const [input, output] = [new HostStream(0), new HostStream(1)];
    await ready(input, 'read');
    for (let left = size; left > 0; ) {
      const bytes = new Uint8Array(left);
      const count = await read(input, bytes);
      await writeAll(output, bytes.subarray(0, count));
      left -= count;
    }
    input.close();
  },
  /** Opens stdin and waits for nothing. */
  async idle() {
    new HostStream(0);
  },
  /** Waits, takes the wish back, and has nothing more to do. */
  async changeMind() {
    const input = new HostStream(0);
    input.watch('read', () => report('woken'))();
  },
  /** Writes so many bytes, and tells of every time that it had to wait. */
  async flood(size) {
    const output = new HostStream(1);
    const bytes = new Uint8Array(65_536).fill(97);
    let told = false;
    for (let left = size; left > 0; ) {
      const count = output.write(bytes.subarray(0, Math.min(left, bytes.length)));
      if (count !== WOULD_BLOCK) {
        left -= count;
        continue;
      }
      if (!told) report('waiting');
      told = true;
      await ready(output, 'write');
    }
  },
  /** Writes for ever. */
  async forever() {
    const output = new HostStream(1, () => report('broken'));
    for (;;) await writeAll(output, new Uint8Array(1_000));
  },
};

try {
  await DEEDS[process.argv[2] ?? '']?.(Number(process.argv[3]));
} catch (error) {
  if (!(error instanceof SysError)) throw error;
  report(error.code);
}
