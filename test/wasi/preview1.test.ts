import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { guest, projectFile } from '../support/guests.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wasitop-wasi-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Starts a guest with a directory of its own as its root. */
function start(name: string, options: readonly string[] = [], args: readonly string[] = []) {
  const argv = [projectFile('dist/start.js'), 'run', '--dir', `${directory}::/`, ...options];
  const child = spawn(process.execPath, [...argv, guest(`wasi/${name}`), ...args]);
  const result = new Promise<{ status: number | null; output: string }>((resolve) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk;
      });
    }
    child.on('close', (status) => resolve({ status, output }));
  });
  return { child, result };
}

// Each guest checks one clause of the specification; it says which check failed, and is silent else.
test.each(['path-errors', 'links', 'rename', 'file-io', 'times', 'readdir', 'descriptors', 'clocks-polls'])(
  '%s',
  async (name) => {
    const { child, result } = start(name);
    child.stdin.end();
    expect(await result).toEqual({ status: 0, output: '' });
  },
);

test('process', async () => {
  const { result } = start('process', ['--env', 'NAME=value'], ['first', 'se cond']);
  expect(await result).toEqual({ status: 0, output: '' });
});

test('a task that raises TERM ends by it', async () => {
  expect(await start('raise-term').result).toEqual({ status: 143, output: '' });
});

test('a poll of stdin waits for what comes, and sees the end', async () => {
  const { child, result } = start('stdin-poll');
  child.stdin.write('abc');
  child.stdin.end('de');
  expect(await result).toEqual({ status: 0, output: '5\n' });
});

test('unstable: the predecessor has its own numbers and layouts', async () => {
  expect(await start('unstable').result).toEqual({ status: 0, output: 'ok\n' });
});

test('a socket that is listened on is accepted, read, written and shut down', async () => {
  const port = await freePort();
  const { result } = start('echo-server', ['--listen', `127.0.0.1:${port}`]);
  expect(await talk(port, 'hello there')).toBe('hello there');
  expect(await result).toEqual({ status: 0, output: '' });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Sends a text and gives what comes back; tries again until somebody listens. */
function talk(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const attempt = () => {
      let answer = '';
      const socket = connect(port, '127.0.0.1', () => socket.end(text));
      socket.on('data', (chunk: Buffer) => {
        answer += chunk;
      });
      socket.on('error', () => setTimeout(attempt, 20));
      socket.on('end', () => resolve(answer));
    };
    attempt();
  });
}
