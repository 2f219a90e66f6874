import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { SysError } from '../../src/base/sys-error.ts';
import { WOULD_BLOCK } from '../../src/vfs/file-handle.ts';
import { makePipe, PipeHandle, type PipeSpec } from '../../src/vfs/pipe.ts';

const bytes = (text: string) => Buffer.from(text);

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof SysError) return error.code;
    throw error;
  }
  return 'no error';
}

function read(pipe: PipeHandle, most = 100): string | number {
  const into = new Uint8Array(most);
  const count = pipe.read(into);
  return count === WOULD_BLOCK ? WOULD_BLOCK : Buffer.from(into.subarray(0, count)).toString();
}

describe('on one thread', () => {
  test('bytes come out in the order they went in', () => {
    const spec = makePipe();
    using reader = new PipeHandle(spec, 'read');
    using writer = new PipeHandle(spec, 'write');
    expect(writer.write(bytes('one '))).toBe(4);
    expect(writer.write(bytes('two'))).toBe(3);
    expect(read(reader, 5)).toBe('one t');
    expect(read(reader)).toBe('wo');
    expect(read(reader)).toBe(WOULD_BLOCK);
  });

  test('a pipe is filled up to 64 KiB, over the end of the ring too', () => {
    const spec = makePipe();
    using reader = new PipeHandle(spec, 'read');
    using writer = new PipeHandle(spec, 'write');
    writer.write(new Uint8Array(40_000));
    expect(reader.read(new Uint8Array(40_000))).toBe(40_000);
    const sent = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
    expect(writer.write(sent)).toBe(65_536);
    expect(writer.write(sent)).toBe(WOULD_BLOCK);
    const received = new Uint8Array(70_000);
    expect(reader.read(received)).toBe(65_536);
    expect(Buffer.compare(received.subarray(0, 65_536), sent.subarray(0, 65_536))).toBe(0);
  });

  test('up to 4096 bytes go in whole or not at all', () => {
    const spec = makePipe();
    using reader = new PipeHandle(spec, 'read');
    using writer = new PipeHandle(spec, 'write');
    writer.write(new Uint8Array(65_536 - 4_095));
    expect(writer.write(new Uint8Array(4_096))).toBe(WOULD_BLOCK);
    expect(writer.readiness().writable).toBe(0);
    expect(writer.write(new Uint8Array(4_097))).toBe(4_095);
    expect(reader.readiness().readable).toBe(65_536);
  });

  test('the end comes when the last writer has closed, and not before the first has opened', () => {
    const spec = makePipe();
    using reader = new PipeHandle(spec, 'read');
    expect(read(reader)).toBe(WOULD_BLOCK);
    const first = new PipeHandle(spec, 'write');
    const second = new PipeHandle(spec, 'write');
    first.write(bytes('rest'));
    first.close();
    first.close();
    expect(read(reader)).toBe('rest');
    expect(read(reader)).toBe(WOULD_BLOCK);
    second.close();
    expect(read(reader)).toBe('');
    expect(reader.readiness()).toEqual({ readable: 1, writable: 0, hangup: true });
  });

  test('writing to nobody is EPIPE, once somebody has been there', () => {
    const spec = makePipe();
    using writer = new PipeHandle(spec, 'write');
    expect(writer.write(bytes('early'))).toBe(5);
    new PipeHandle(spec, 'read').close();
    expect(codeOf(() => writer.write(bytes('late')))).toBe('EPIPE');
    expect(writer.readiness().hangup).toBe(true);
  });

  test('the wrong end and a closed end are EBADF', () => {
    const spec = makePipe();
    using reader = new PipeHandle(spec, 'read');
    const writer = new PipeHandle(spec, 'write');
    expect(codeOf(() => reader.write(bytes('x')))).toBe('EBADF');
    expect(codeOf(() => writer.read(new Uint8Array(1)))).toBe('EBADF');
    writer.close();
    expect(codeOf(() => writer.write(bytes('x')))).toBe('EBADF');
  });

  test('a waiter is called once for a change, at once when it need not wait, and never after it took its wish back', () => {
    const spec = makePipe();
    using reader = new PipeHandle(spec, 'read');
    using writer = new PipeHandle(spec, 'write');
    const woken: string[] = [];
    reader.watch('read', () => woken.push('first'));
    reader.watch('read', () => woken.push('taken back'))();
    writer.write(bytes('x'));
    expect(woken).toEqual(['first']);
    reader.watch('read', () => woken.push('second'));
    expect(woken).toEqual(['first', 'second']);
    writer.write(bytes('x'));
    expect(woken).toHaveLength(2);
  });

  test('closing wakes who waits for it', () => {
    const spec = makePipe();
    using reader = new PipeHandle(spec, 'read');
    const writer = new PipeHandle(spec, 'write');
    let woken = 0;
    reader.watch('read', () => woken++);
    writer.close();
    expect(woken).toBe(1);
  });
});

describe('between threads', () => {
  /** Starts a thread at one end; resolves when it has opened. */
  async function start(spec: PipeSpec, end: 'read' | 'write', total: number, chunk: number): Promise<Worker> {
    const worker = new Worker(new URL('./pipe-worker.ts', import.meta.url), {
      workerData: { spec, end, total, chunk },
    });
    await once(worker, 'message');
    return worker;
  }

  test.each([
    [1, 1, 8_000_000, 65_536],
    [1, 1, 100_000, 7],
    [2, 2, 2_000_000, 4_096],
  ])(
    '%i writers and %i readers move %i bytes each in pieces of %i',
    async (writers, readers, total, chunk) => {
      const spec = makePipe();
      // Held until all are there, so that no end comes early.
      const holder = new PipeHandle(spec, 'write');
      const readingThreads = await Promise.all(Array.from({ length: readers }, () => start(spec, 'read', 0, chunk)));
      const reports = Promise.all(readingThreads.map((worker) => once(worker, 'message')));
      await Promise.all(Array.from({ length: writers }, () => start(spec, 'write', total, chunk)));
      holder.close();
      const seen = (await reports).map(([report]) => report as { count: number; sum: number });
      let sum = 0;
      for (let index = 0; index < total; index++) sum += index & 0xff;
      expect(seen.reduce((all, { count }) => all + count, 0)).toBe(total * writers);
      expect(seen.reduce((all, part) => all + part.sum, 0)).toBe(sum * writers);
    },
    60_000,
  );
});
