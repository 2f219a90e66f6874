import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { LogStore } from '../../../src/logs/log-store.ts';
import { MOST_TAILED_FILES, TailedFiles } from '../../../src/logs/tail/tailed-files.ts';
import { Tailing } from './tailing.ts';

test('files that match a pattern join when they come', async () => {
  using tailing = new Tailing({ 'a.log': 'one\n', 'b.txt': 'no\n', 'sub.log/': '' });
  expect(await tailing.tailed.add(tailing.path('*.log'))).toBe(1);
  tailing.write('c.log', 'two\n');
  await tailing.until(() => tailing.text('c.log') === 'two\n');
  expect(tailing.tailed.files.map(({ label, state }) => `${label} ${state}`)).toEqual([
    'a.log following',
    'c.log following',
  ]);
});

test('a name that is not UTF-8 is told, and a link to it is followed', async () => {
  using tailing = new Tailing();
  const name = Buffer.concat([Buffer.from(tailing.path('bad')), Buffer.from([0xff]), Buffer.from('.log')]);
  writeFileSync(name, 'one\n');
  symlinkSync(name, tailing.path('link.log'));
  await tailing.tailed.add(tailing.path('*.log'));
  await tailing.until(() => tailing.text('link.log') === 'one\n');
  const told = '-- its name is not UTF-8, by which it is not found: follow a link to it --';
  await tailing.until(() => tailing.notes('bad\ufffd.log').includes(told));
});

test('a pattern whose folder is not there yet', async () => {
  using tailing = new Tailing();
  expect(await tailing.tailed.add(tailing.path('logs/*.log'))).toBe(0);
  mkdirSync(tailing.path('logs'));
  tailing.write('logs/a.log', 'one\n');
  await tailing.until(() => tailing.text('logs/a.log') === 'one\n');
});

test('a file with the signs of a pattern in its name is that file', async () => {
  using tailing = new Tailing({ 'a[1].log': 'one\n', 'a1.log': 'two\n' });
  await tailing.tailed.add(tailing.path('a[1].log'));
  await tailing.until(() => tailing.text('a[1].log') === 'one\n');
  expect(tailing.tailed.files).toHaveLength(1);
});

test('what a file has is given as it is: NULs, no UTF-8, CRLF, a megabyte in a line, no newline at the end', async () => {
  using tailing = new Tailing();
  const bytes = Buffer.concat([
    Buffer.from([0, 0xff, 0xfe, 10]),
    Buffer.from('a\r\n'),
    Buffer.alloc(1024 ** 2, 'x'),
    Buffer.from('\nend'),
  ]);
  tailing.write('app.log', bytes);
  await tailing.tailed.add(tailing.path('app.log'));
  await tailing.until(() => tailing.text('app.log').endsWith('end'));
  expect(Buffer.concat(tailing.pieces('app.log').map((piece) => piece.bytes)).equals(bytes)).toBe(true);
});

test('of a large file the end is read, from the beginning of a line', async () => {
  using tailing = new Tailing({}, { most: 1_000 });
  tailing.write('app.log', Array.from({ length: 1_000 }, (_, line) => `line ${line}\n`).join(''));
  await tailing.tailed.add(tailing.path('app.log'));
  await tailing.until(() => tailing.text('app.log').endsWith('line 999\n'));
  expect(tailing.lines('app.log').slice(0, 2)).toEqual(['-- begins 7.9 kB into the file --', 'line 889']);
  tailing.add('app.log', 'more\n'.repeat(1_000));
  await tailing.until(() => tailing.text('app.log').endsWith('more\n'.repeat(1_000)));
});

test('a named pipe is read, one writer after the other', async () => {
  using tailing = new Tailing();
  execFileSync('mkfifo', [tailing.path('pipe')]);
  await tailing.tailed.add(tailing.path('pipe'));
  await tailing.until(() => tailing.file('pipe')?.state === 'following');
  for (const text of ['one\n', 'two\n']) {
    const fd = openSync(tailing.path('pipe'), 'w');
    writeSync(fd, text);
    closeSync(fd);
  }
  await tailing.until(() => tailing.text('pipe') === 'one\ntwo\n');
  rmSync(tailing.path('pipe'));
  await tailing.until(() => tailing.file('pipe')?.state === 'gone');
  tailing.write('pipe', 'a file\n');
  await tailing.until(() => tailing.text('pipe').endsWith('a file\n'));
});

test('a pipe without a name is read to its end', async () => {
  using tailing = new Tailing();
  // The reader only holds the pipe; it tells its PID.
  const reader = `sh -c 'echo $$ >&2; exec sleep 60'`;
  const pipeline = spawn('sh', ['-c', `(echo one; read wait; echo two) | ${reader}`], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const [pid] = await once(pipeline.stderr, 'data');
  const path = `/proc/${String(pid).trim()}/fd/0`;
  await tailing.tailed.add(path);
  await tailing.until(() => tailing.textOf(path) === 'one\n');
  pipeline.stdin.end('\n');
  await tailing.until(() => tailing.tailed.files[0]?.state === 'gone');
  expect(tailing.textOf(path)).toBe('one\ntwo\n-- ended --\n');
  expect(tailing.ended).toEqual(new Set([1]));
  process.kill(Number(pid));
});

test.for([
  [
    'a folder',
    (path: string) => mkdirSync(path),
    /^tail .*: is a directory: name its files, or a pattern such as '.*\/app\.log\/\*\.log' \(EISDIR\)$/,
  ],
  [
    'a device',
    (path: string) => symlinkSync('/dev/zero', path),
    /^tail .*: is a device: only files and pipes are followed \(ENOTSUP\)$/,
  ],
  ['a link to itself', (path: string) => symlinkSync('app.log', path), /^tail .*: too many symbolic links \(ELOOP\)$/],
] as const)('%s is refused, until it is a file', async ([, make, problem]) => {
  using tailing = new Tailing();
  make(tailing.path('app.log'));
  await tailing.tailed.add(tailing.path('app.log'));
  await tailing.until(() => tailing.file('app.log')?.state === 'refused');
  expect(tailing.file('app.log')?.problem).toMatch(problem);
  rmSync(tailing.path('app.log'), { recursive: true });
  tailing.write('app.log', 'one\n');
  await tailing.until(() => tailing.text('app.log') === 'one\n');
  expect(tailing.notes('app.log')[0]).toMatch(/^-- tail .* --$/);
  expect(tailing.file('app.log')).not.toHaveProperty('problem');
});

test('a socket is refused', async () => {
  using tailing = new Tailing();
  await using server = createServer().listen(tailing.path('app.log'));
  await once(server, 'listening');
  await tailing.tailed.add(tailing.path('app.log'));
  await tailing.until(() => tailing.file('app.log')?.state === 'refused');
  expect(tailing.file('app.log')?.problem).toMatch(/: is a socket: only files and pipes are followed \(ENXIO\)$/);
});

/** Root may read everything: somebody else until the end of the scope, where we are root. */
function asNobody(): Disposable {
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(65_534);
  return { [Symbol.dispose]: () => root && process.seteuid?.(0) };
}

test('a file that may not be read is refused, told once, and read once it may be', async () => {
  using tailing = new Tailing({ 'app.log': 'one\n' });
  chmodSync(tailing.path(''), 0o755);
  chmodSync(tailing.path('app.log'), 0);
  {
    using _nobody = asNobody();
    await tailing.tailed.add(tailing.path('app.log'));
    await tailing.until(() => tailing.file('app.log')?.state === 'refused');
  }
  expect(tailing.file('app.log')?.problem).toMatch(/^tail .*: permission denied \(EACCES\)$/);
  chmodSync(tailing.path('app.log'), 0o600);
  await tailing.until(() => tailing.text('app.log') === 'one\n');
  expect(tailing.notes('app.log')).toEqual([`-- ${`tail ${tailing.path('app.log')}: permission denied (EACCES)`} --`]);
});

test('a file that may no longer be read is read on, as it is open, and its successor is refused', async () => {
  using tailing = new Tailing({ 'app.log': 'one\n' });
  chmodSync(tailing.path(''), 0o755);
  await tailing.tailed.add(tailing.path('app.log'));
  await tailing.until(() => tailing.text('app.log') === 'one\n');
  chmodSync(tailing.path('app.log'), 0);
  tailing.add('app.log', 'two\n');
  await tailing.until(() => tailing.text('app.log') === 'one\ntwo\n');
  tailing.write('new', 'three\n');
  chmodSync(tailing.path('new'), 0);
  tailing.rename('new', 'app.log');
  {
    using _nobody = asNobody();
    await tailing.until(() => tailing.file('app.log')?.state === 'refused');
  }
  chmodSync(tailing.path('app.log'), 0o600);
  await tailing.until(() => tailing.text('app.log') === 'one\ntwo\nthree\n');
});

test('no name, and too many files', async () => {
  using tailing = new Tailing();
  await expect(tailing.tailed.add('')).rejects.toThrow(
    'a file or a pattern is wanted, such as /var/log/*.log (EINVAL)',
  );
  for (let number = 0; number < MOST_TAILED_FILES + 2; number++) tailing.write(`${number}.log`, '');
  await expect(tailing.tailed.add(tailing.path('*.log'))).rejects.toThrow(
    'at most 1000 files are followed: 2 more are left out (EMFILE)',
  );
  expect(tailing.tailed.files).toHaveLength(MOST_TAILED_FILES);
  expect(tailing.tailed.left).toBe(2);
});

test('no descriptor is left behind', async () => {
  const open = () => readdirSync('/proc/self/fd').length;
  const rotate = async (): Promise<void> => {
    using tailing = new Tailing({ 'a.log': 'one\n', 'b.log': 'two\n' });
    await tailing.tailed.add(tailing.path('*.log'));
    for (const name of ['a.log', 'b.log']) {
      tailing.rename(name, `${name}.1`);
      tailing.write(name, 'three\n');
    }
    await tailing.until(() => ['a.log', 'b.log'].every((name) => tailing.text(name).endsWith('three\n')));
  };
  await rotate();
  const before = open();
  await rotate();
  expect(open()).toBe(before);
});

test('a log store takes what is read', async () => {
  using tailing = new Tailing({ 'app.log': 'one\ntwo' });
  const store = new LogStore();
  const tailed = new TailedFiles(store);
  await tailed.add(tailing.path('app.log'));
  await new Promise<void>((resolve) => {
    store.subscribe(1, resolve);
  });
  expect(store.source(1).lines(0, 2)).toMatchObject([
    { text: 'one', stream: 1 },
    { text: 'two', partial: true },
  ]);
  renameSync(tailing.path('app.log'), tailing.path('app.log.1'));
  tailed.close();
});

test('once closed, nothing more is followed, also of what was being looked for', async () => {
  using tailing = new Tailing({ 'app.log': 'one\n', 'other.log': 'two\n' });
  const looking = tailing.tailed.add(tailing.path('*.log'));
  tailing.tailed.close();
  expect(await looking).toBe(0);
  expect(await tailing.tailed.add(tailing.path('app.log'))).toBe(0);
  expect(await tailing.tailed.add(tailing.path('other.*'))).toBe(0);
  expect(tailing.tailed.files).toEqual([]);
});
