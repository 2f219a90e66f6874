import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { spawn as spawnInTerminal } from '@lydell/node-pty';
import { describe, expect, test } from 'vitest';
import { TemporaryDirectory } from './temporary-directory.ts';

const CHILD = new URL('./stream-child.ts', import.meta.url).pathname;

/** node makes sockets for the standard streams of a child. */
function start(...args: (string | number)[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [CHILD, ...args.map(String)]);
}

/** A shell makes pipes. `$C` stands for the child. */
function shell(script: string): string {
  const command = `"${process.execPath}" "${CHILD}"`;
  return execFileSync('sh', ['-c', script.replaceAll('$C', command)], {
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

describe('stdin', () => {
  test('is copied byte for byte, from a pipe to a pipe', () => {
    using disk = new TemporaryDirectory();
    const bytes = Uint8Array.from({ length: 1_000_003 }, (_, index) => (index * 7) & 0xff);
    fs.writeFileSync(`${disk.path}/in`, bytes);
    shell(`cat "${disk.path}/in" | $C copy 65536 | cat > "${disk.path}/out"`);
    expect(Buffer.compare(fs.readFileSync(`${disk.path}/out`), bytes)).toBe(0);
  });

  test('is copied byte for byte, from a socket to a socket, one byte a call', async () => {
    const child = start('copy', 1);
    child.stdin.end('x'.repeat(5_000));
    expect(await textOf(child.stdout)).toBe('x'.repeat(5_000));
  });

  test.each([
    ['a pipe', 'cat "$D/in" | ($C head 5; cat)'],
    ['a file', '($C head 5; cat) < "$D/in"'],
  ])('what a guest did not ask for stays for who reads %s next', (_, script) => {
    using disk = new TemporaryDirectory({ in: 'hello, world' });
    expect(shell(script.replaceAll('$D', disk.path))).toBe('hello, world');
  });

  test('an empty one ends at once', () => {
    expect(shell('$C copy 10 < /dev/null 2>&1')).toBe('end\n');
    expect(shell('$C copy 10 <&- 2>&1')).toBe('end\n');
    expect(shell('true | $C copy 10 2>&1')).toBe('end\n');
  });

  test.each(['idle', 'changeMind'])('%s: it keeps no process alive that waits for nothing', async (deed) => {
    const child = start(deed);
    const [status] = await once(child, 'exit');
    expect(status).toBe(0);
    child.stdin.end();
  });

  test('a terminal gives lines, and its end', async () => {
    const terminal = spawnInTerminal(process.execPath, [CHILD, 'copy', '100'], {});
    let seen = '';
    const exited = new Promise<number>((resolve) => terminal.onExit(({ exitCode }) => resolve(exitCode)));
    terminal.onData((data) => {
      const before = seen;
      seen += data;
      // The terminal echoes the line, then the child copies it.
      if (!before.includes('hello\r\nhello') && seen.includes('hello\r\nhello')) terminal.write('\x04');
    });
    terminal.write('hello\r');
    expect(await exited).toBe(0);
    expect(seen.replaceAll('^D\b\b', '')).toBe('hello\r\nhello\r\nend\r\n');
  });
});

describe('stdout', () => {
  test('a slow reader of a socket makes the guest wait, not the thread', async () => {
    const child = start('flood', 2_000_000);
    // Told from the event loop of the child, so that its thread goes on.
    await once(child.stderr, 'data');
    expect((await textOf(child.stdout)).length).toBe(2_000_000);
  });

  test('a slow reader of a pipe makes the guest wait, not the thread', () => {
    // The reader starts to read only when the writer has told that it waits.
    using disk = new TemporaryDirectory();
    execFileSync('mkfifo', [`${disk.path}/told`]);
    const count = shell(`$C flood 2000000 2> "${disk.path}/told" | (head -n 1 "${disk.path}/told" >&2; wc -c)`);
    expect(count.trim()).toBe('2000000');
  });

  test('a file gets all of it, at the offset that it shares', () => {
    using disk = new TemporaryDirectory();
    shell(`(printf before; $C flood 100000; printf after) > "${disk.path}/out"`);
    expect(fs.readFileSync(`${disk.path}/out`, 'utf8')).toBe(`before${'a'.repeat(100_000)}after`);
  });

  test('a reader that goes away is EPIPE, and told', () => {
    expect(shell('($C forever | head -c 1 > /dev/null) 2>&1')).toBe('broken\nEPIPE\n');
  });
});
