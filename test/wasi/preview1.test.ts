import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
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
test.each([
  'path-errors',
  'links',
  'rename',
  'file-io',
  'append',
  'times',
  'fresh-times',
  'readdir',
  'descriptors',
  'directory-fds',
  'reopened-root',
  'hostile-numbers',
  'clocks-polls',
])('%s', async (name) => {
  const { child, result } = start(name);
  child.stdin.end();
  expect(await result).toEqual({ status: 0, output: '' });
});

test('stdio-numbers: standard streams are renumbered and replaced', async () => {
  expect(await start('stdio-numbers').result).toEqual({ status: 0, output: 'before\n' });
  expect(readFileSync(join(directory, 'log'), 'utf8')).toBe('after\n');
});

test('host-links: no link of the host leads out', async () => {
  const outside = mkdtempSync(join(tmpdir(), 'wasitop-outside-'));
  writeFileSync(join(outside, 'secret'), 'secret');
  mkdirSync(join(directory, 'dir'));
  writeFileSync(join(directory, 'chain0'), '');
  const links = { etc: '/etc', outside, 'dir/back': join('../..', basename(outside), 'secret'), 'to-be': 'dir/made' };
  const loops = { 'outside-to-be': join('..', basename(outside), 'made'), mutual: 'mutual2', mutual2: 'mutual' };
  const chain = Array.from({ length: 100 }, (_, index) => [`chain${index + 1}`, `chain${index}`] as const);
  for (const [name, target] of [...Object.entries({ ...links, ...loops }), ...chain])
    symlinkSync(target, join(directory, name));
  expect(await start('host-links').result).toEqual({ status: 0, output: '' });
  expect(readdirSync(outside)).toEqual(['secret']);
  rmSync(outside, { recursive: true });
});

test('c-library: a directory that is given by a relative name', async () => {
  mkdirSync(join(directory, 'sub'));
  for (const name of ['a', 'b', 'sub/c']) writeFileSync(join(directory, name), name.slice(0, 1));
  const argv = [projectFile('dist/start.js'), 'run', '--dir', `${directory}::data.dir`, guest('wasi/c-library')];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  expect({ status, output: stdout + stderr }).toEqual({ status: 0, output: '' });
});

test('process', async () => {
  const { result } = start('process', ['--env', 'NAME=value'], ['first', 'se cond']);
  expect(await result).toEqual({ status: 0, output: '' });
});

test('a task that raises TERM ends by it', async () => {
  expect(await start('raise-term').result).toEqual({ status: 143, output: expect.stringMatching(/: signal TERM\n$/) });
});

test('a poll of stdin waits for what comes, and sees the end', async () => {
  const { child, result } = start('stdin-poll');
  child.stdin.write('abc');
  child.stdin.end('de');
  expect(await result).toEqual({ status: 0, output: '5\n' });
});

test('readiness: a poll waits for no longer than it must, and no less', async () => {
  const { child, result } = start('readiness');
  child.stdout.once('data', () => child.stdin.end('abcd'));
  expect(await result).toEqual({ status: 0, output: 'go\n' });
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

test('accept-later: nobody to accept, then somebody who asks', async () => {
  const port = await freePort();
  const { child, result } = start('accept-later', ['--listen', `127.0.0.1:${port}`]);
  child.stdout.once('data', () => void talk(port, 'question'));
  expect(await result).toEqual({ status: 0, output: 'go\n' });
});

test('what a program wrote to a slow peer before it ended arrives', async () => {
  const { child, result } = start('writable', ['--listen', '127.0.0.1:0'], ['socket']);
  let peer: ReturnType<typeof connect> | undefined;
  let received = 0;
  child.stderr.on('data', (chunk: Buffer) => {
    const port = /listening on 127.0.0.1:(\d+)/.exec(String(chunk))?.[1];
    if (port !== undefined) peer = connect(Number(port), '127.0.0.1').pause();
    if (!String(chunk).includes('full')) return;
    peer?.on('data', (piece: Buffer) => {
      received += piece.length;
    });
    peer?.resume();
  });
  const { status, output } = await result;
  expect(status).toBe(0);
  if (peer?.readableEnded === false) await new Promise((resolve) => peer?.once('end', resolve));
  expect(received).toBe(Number(output.trim().split('\n').at(-1)));
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
