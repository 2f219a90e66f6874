import fs from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { Maybe } from '../../src/base/maybe.ts';
import { SysError } from '../../src/base/sys-error.ts';
import { Namespace } from '../../src/namespace/namespace.ts';
import { fromSpec, serversOf, toSpec } from '../../src/namespace/spec.ts';
import { Devices } from '../../src/vfs/devices.ts';
import type { FileHandle } from '../../src/vfs/file-handle.ts';
import { type OpenHow, READ_ONLY } from '../../src/vfs/file-server.ts';
import { openServer } from '../../src/vfs/open-server.ts';
import { entriesOf } from '../vfs/entries-of.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';

const CREATE: OpenHow = { ...READ_ONLY, write: true, create: true };
const WRITE: OpenHow = { ...READ_ONLY, write: true };

/** All of these answer at once. */
function now<T>(value: Maybe<T>): T {
  if (value instanceof Promise) throw new Error('a promise where a value was expected');
  return value;
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof SysError) return error.code;
    throw error;
  }
  return 'no error';
}

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return String(error);
  }
  return '';
}

function textOf(handle: FileHandle): string {
  const bytes = new Uint8Array(100);
  return Buffer.from(bytes.subarray(0, handle.read(bytes, 0))).toString();
}

function read(namespace: Namespace, base: string, path: string): string {
  using handle = now(namespace.open(base, path, READ_ONLY, true)).handle;
  return textOf(handle);
}

function write(namespace: Namespace, base: string, path: string, text: string): void {
  using handle = now(namespace.open(base, path, CREATE, true)).handle;
  handle.write(Buffer.from(text), 0);
}

function names(namespace: Namespace, base: string, path = '.'): string[] {
  using handle = now(namespace.open(base, path, { ...READ_ONLY, directory: true }, true)).handle;
  return entriesOf(handle).map(({ name }) => name);
}

const errorOfOpen = (namespace: Namespace, path: string, how = READ_ONLY, follow = true, base = '/m') =>
  codeOf(() => now(namespace.open(base, path, how, follow)).handle.close());

describe('paths', () => {
  const files = new TemporaryDirectory({ 'd/f': 'text', 'd/e/': '', g: 'other' });
  const namespace = new Namespace().mount(files.server, '/m');
  afterAll(() => files[Symbol.dispose]());

  test.each([
    ['d/f', 'text'],
    ['./d/./f', 'text'],
    ['d//f', 'text'],
    ['d/../g', 'other'],
    ['d/e/../f', 'text'],
    ['d/e/../../g', 'other'],
  ])('%s is read', (path, text) => {
    expect(read(namespace, '/m', path)).toBe(text);
  });

  test.each([
    ['', 'ENOENT'],
    ['/d/f', 'EPERM'],
    ['..', 'EPERM'],
    ['../m/d/f', 'EPERM'],
    ['d/../../m/g', 'EPERM'],
    ['no/../g', 'ENOENT'],
    ['g/../g', 'ENOTDIR'],
    ['g/.', 'ENOTDIR'],
    ['g/', 'ENOTDIR'],
    ['d/f/', 'ENOTDIR'],
    ['g/x', 'ENOTDIR'],
    ['no/x', 'ENOENT'],
    ['d\0f', 'EINVAL'],
  ])('%j is refused with %s', (path, code) => {
    expect(errorOfOpen(namespace, path)).toBe(code);
  });

  test('names of more than 255 bytes and paths of more than 4095 are refused', () => {
    expect(errorOfOpen(namespace, 'n'.repeat(255))).toBe('ENOENT');
    for (const path of ['n'.repeat(256), 'ü'.repeat(128), 'd/../'.repeat(900)])
      expect(errorOfOpen(namespace, path)).toBe('ENAMETOOLONG');
  });

  test('a base below the mount is the top of its own paths', () => {
    expect(read(namespace, '/m/d', 'e/../f')).toBe('text');
    expect(errorOfOpen(namespace, '../g', READ_ONLY, true, '/m/d')).toBe('EPERM');
  });

  test('errors never show a path of the host', () => {
    for (const path of ['no', 'g/x', 'd/no', 'd/no/x']) {
      expect(messageOf(() => namespace.open('/m', path, READ_ONLY, true))).not.toMatch(/proc|tmp|wasitop-test/);
    }
  });
});

describe('a walk has a budget', () => {
  const detour = (name: string, times: number) => `${`${name}/../`.repeat(times)}${name}`;

  test('a path may go up and down as often as it has room for', () => {
    using disk = new TemporaryDirectory({ 'd/': '', f: 'text' });
    const namespace = new Namespace().mount(disk.server, '/m');
    expect(now(namespace.stat('/m', detour('d', 800), true)).type).toBe('directory');
    expect(read(namespace, '/m', `${detour('d', 100)}/../f`)).toBe('text');
  });

  test('links that lead on to more of it are ELOOP, in every call, however deep they lie', () => {
    using disk = new TemporaryDirectory({ 'd/': '' });
    const namespace = new Namespace().mount(disk.server, '/m');
    const depth = 1_000;
    const deep = 'd/'.repeat(depth).slice(0, -1);
    fs.mkdirSync(`${disk.path}/${deep}/d`, { recursive: true });
    for (const place of ['', `${deep}/`])
      for (let link = 0; link < 40; link++)
        disk.server.symlink(`${'d/../'.repeat(800)}${link === 39 ? 'd' : `l${link + 1}`}`, `${place}l${link}`);
    for (const base of ['/m', `/m/${deep}`]) {
      for (const call of [
        () => namespace.stat(base, 'l0', true),
        () => namespace.open(base, 'l0', READ_ONLY, true),
        () => namespace.readlink(base, 'l0/'),
        () => namespace.unlink(base, 'l0/x'),
        () => namespace.symlink('x', base, 'l0/x'),
        () => namespace.link(base, 'l0', true, base, 'x'),
        () => namespace.rename(base, 'l0/x', base, 'x'),
        () => namespace.setTimes(base, 'l0', true, 1n, 1n),
      ])
        expect(codeOf(call)).toBe('ELOOP');
    }
  });

  test('a path of more names than there may be is ENAMETOOLONG', () => {
    using disk = new TemporaryDirectory({ f: '' });
    const namespace = new Namespace().mount(disk.server, '/m');
    const base = `/m${'/d'.repeat(2_040)}`;
    expect(errorOfOpen(namespace, 'f', READ_ONLY, true, base)).toBe('ENOENT');
    expect(errorOfOpen(namespace, 'a/b/c/d/e/f/g/h', READ_ONLY, true, base)).toBe('ENAMETOOLONG');
  });
});

describe('trailing slashes', () => {
  const make = () =>
    new TemporaryDirectory({ f: 'text', 'd/': '', 'full/x/': '', toDirectory: '-> d', toFile: '-> f' });

  test.each([
    ['makes d2/', 'mkdir', 'd2/', 'no error'],
    ['mkdir of a file', 'mkdir', 'f/', 'EEXIST'],
    ['mkdir of new/.', 'mkdir', 'new/.', 'ENOENT'],
    ['unlink of a file', 'unlink', 'f/', 'ENOTDIR'],
    ['unlink of a directory', 'unlink', 'd/', 'EISDIR'],
    ['unlink of a link', 'unlink', 'toDirectory/', 'ENOTDIR'],
    ['rmdir of a directory', 'rmdir', 'd/', 'no error'],
    ['rmdir of a link', 'rmdir', 'toDirectory/', 'ENOTDIR'],
    ['rmdir of d/.', 'rmdir', 'd/.', 'EINVAL'],
    ['rmdir of d/..', 'rmdir', 'full/x/..', 'ENOTEMPTY'],
    ['symlink', 'symlink', 'new/', 'ENOENT'],
    ['symlink over a file', 'symlink', 'f/', 'ENOTDIR'],
    ['symlink over a directory', 'symlink', 'd/', 'EEXIST'],
    ['link', 'link', 'new/', 'ENOENT'],
    ['rename of a file', 'renameFrom', 'f/', 'ENOTDIR'],
    ['rename of a file to a directory name', 'renameTo', 'new/', 'ENOTDIR'],
    ['create', 'create', 'new/', 'EISDIR'],
    ['open of a link to a directory, not following', 'openLink', 'toDirectory/', 'no error'],
    ['stat of a link to a file', 'stat', 'toFile/', 'ENOTDIR'],
  ])('%s', (_, call, path, code) => {
    using disk = make();
    const namespace = new Namespace().mount(disk.server, '/m');
    const calls: Record<string, () => unknown> = {
      mkdir: () => namespace.makeDirectory('/m', path),
      unlink: () => namespace.unlink('/m', path),
      rmdir: () => namespace.removeDirectory('/m', path),
      symlink: () => namespace.symlink('x', '/m', path),
      link: () => namespace.link('/m', 'f', false, '/m', path),
      renameFrom: () => namespace.rename('/m', path, '/m', 'new'),
      renameTo: () => namespace.rename('/m', 'f', '/m', path),
      create: () => now(namespace.open('/m', path, CREATE, true)).handle.close(),
      openLink: () => now(namespace.open('/m', path, READ_ONLY, false)).handle.close(),
      stat: () => namespace.stat('/m', path, false),
    };
    expect(codeOf(calls[call] as () => unknown)).toBe(code);
  });

  test('a directory is renamed with a slash on either name', () => {
    using disk = make();
    const namespace = new Namespace().mount(disk.server, '/m');
    namespace.rename('/m', 'd/', '/m', 'moved/');
    expect(names(namespace, '/m')).toContain('moved');
  });
});

describe('links', () => {
  const make = () =>
    new TemporaryDirectory({
      'd/e/f': 'deep',
      top: 'top',
      toFile: '-> d/e/f',
      toDirectory: '-> d/e/',
      'd/up': '-> ../top',
      'd/outside': '-> ../../etc/passwd',
      absolute: '-> /etc/passwd',
      dangling: '-> nowhere',
      loop: '-> pool',
      pool: '-> loop',
      chain: '-> toDirectory/f',
      fileAsDirectory: '-> top/',
    });

  test.each([
    ['toFile', 'deep'],
    ['toDirectory/f', 'deep'],
    ['toDirectory/../e/f', 'deep'],
    ['d/up', 'top'],
    ['chain', 'deep'],
  ])('%s is followed', (path, text) => {
    using disk = make();
    expect(read(new Namespace().mount(disk.server, '/m'), '/m', path)).toBe(text);
  });

  test.each([
    ['d/outside', 'EPERM'],
    ['absolute', 'EPERM'],
    ['absolute/x', 'EPERM'],
    ['loop', 'ELOOP'],
    ['loop/x', 'ELOOP'],
    ['dangling', 'ENOENT'],
    ['dangling/../top', 'ENOENT'],
    ['toFile/../top', 'ENOTDIR'],
    ['fileAsDirectory', 'ENOTDIR'],
  ])('%s is refused with %s', (path, code) => {
    using disk = make();
    expect(errorOfOpen(new Namespace().mount(disk.server, '/m'), path)).toBe(code);
  });

  test('a link does not lead above the directory that the call is relative to', () => {
    using disk = make();
    expect(errorOfOpen(new Namespace().mount(disk.server, '/m'), 'up', READ_ONLY, true, '/m/d')).toBe('EPERM');
  });

  test('a link does not lead out of its mount into another', () => {
    using inner = new TemporaryDirectory({ out: '-> ../top' });
    using disk = make();
    const namespace = new Namespace().mount(disk.server, '/').mount(inner.server, '/mnt');
    expect(read(namespace, '/', 'top')).toBe('top');
    expect(errorOfOpen(namespace, 'mnt/out', READ_ONLY, true, '/')).toBe('EPERM');
  });

  test('without following a link at the end is ELOOP, one before it is followed', () => {
    using disk = make();
    const namespace = new Namespace().mount(disk.server, '/m');
    expect(errorOfOpen(namespace, 'toFile', READ_ONLY, false)).toBe('ELOOP');
    expect(errorOfOpen(namespace, 'dangling', READ_ONLY, false)).toBe('ELOOP');
    expect(errorOfOpen(namespace, 'toDirectory/f', READ_ONLY, false)).toBe('no error');
    expect(now(namespace.stat('/m', 'toFile', false)).type).toBe('symlink');
    expect(now(namespace.stat('/m', 'toFile', true)).size).toBe(4n);
    expect(now(namespace.readlink('/m', 'absolute'))).toBe('/etc/passwd');
  });

  test('making a file through a dangling link makes its target, unless it must be new', () => {
    using disk = make();
    const namespace = new Namespace().mount(disk.server, '/m');
    expect(errorOfOpen(namespace, 'dangling', { ...CREATE, exclusive: true })).toBe('EEXIST');
    write(namespace, '/m', 'dangling', 'made');
    expect(read(namespace, '/m', 'nowhere')).toBe('made');
  });

  test('unlink, rename and link act on the link itself', () => {
    using disk = make();
    const namespace = new Namespace().mount(disk.server, '/m');
    namespace.rename('/m', 'toFile', '/m', 'renamed');
    namespace.link('/m', 'renamed', false, '/m', 'second');
    namespace.unlink('/m', 'renamed');
    expect(now(namespace.readlink('/m', 'second'))).toBe('d/e/f');
    namespace.link('/m', 'second', true, '/m', 'hard');
    expect(now(namespace.stat('/m', 'hard', false)).nlink).toBe(2n);
  });

  test('times reach the link or what it names', () => {
    using disk = make();
    const namespace = new Namespace().mount(disk.server, '/m');
    namespace.setTimes('/m', 'toFile', false, undefined, 1_000_000_001n);
    namespace.setTimes('/m', 'toFile', true, 5n, 1_700_000_000_123_456_789n);
    expect(now(namespace.stat('/m', 'toFile', false)).mtim).toBe(1_000_000_001n);
    expect(now(namespace.stat('/m', 'd/e/f', false))).toMatchObject({ atim: 5n, mtim: 1_700_000_000_123_456_789n });
  });
});

describe('mounts', () => {
  test('a namespace without a root shows the mount points, and nothing can be made beside them', () => {
    using disk = new TemporaryDirectory({ f: 'text' });
    const namespace = new Namespace().mount(disk.server, '/a/b').mount(disk.server, '/a/c');
    expect(names(namespace, '/')).toEqual(['a']);
    expect(names(namespace, '/a')).toEqual(['b', 'c']);
    expect(now(namespace.stat('/', 'a', true)).type).toBe('directory');
    expect(read(namespace, '/', 'a/b/f')).toBe('text');
    expect(read(namespace, '/', 'a/b/../c/f')).toBe('text');
    expect(errorOfOpen(namespace, 'new', CREATE, true, '/')).toBe('EROFS');
    expect(codeOf(() => namespace.makeDirectory('/', 'a/new'))).toBe('EROFS');
  });

  test('the longest mount point wins, and shows in the listing of what lies below', () => {
    using outer = new TemporaryDirectory({ f: 'outer', 'sub/f': 'covered' });
    using inner = new TemporaryDirectory({ f: 'inner' });
    const namespace = new Namespace()
      .mount(outer.server, '/')
      .mount(inner.server, '/sub')
      .mount(inner.server, '/added');
    expect(read(namespace, '/', 'sub/f')).toBe('inner');
    expect(names(namespace, '/').sort()).toEqual(['added', 'f', 'sub']);
    using open = now(namespace.open('/', '.', READ_ONLY, true)).handle;
    write(namespace, '/', 'later', '');
    expect(entriesOf(open).map(({ name }) => name)).toContain('later');
  });

  test('a mount point is busy', () => {
    using disk = new TemporaryDirectory({ 'sub/': '', f: '' });
    const namespace = new Namespace().mount(disk.server, '/').mount(disk.server, '/sub');
    expect(codeOf(() => namespace.removeDirectory('/', 'sub'))).toBe('EBUSY');
    expect(codeOf(() => namespace.rename('/', 'sub', '/', 'x'))).toBe('EBUSY');
    expect(codeOf(() => namespace.rename('/', 'f', '/', 'sub'))).toBe('EBUSY');
    expect(codeOf(() => namespace.removeDirectory('/', '.'))).toBe('EINVAL');
    expect(codeOf(() => namespace.makeDirectory('/', 'sub'))).toBe('EEXIST');
  });

  test('nothing is renamed or linked across mounts', () => {
    using disk = new TemporaryDirectory({ f: '' });
    using other = new TemporaryDirectory();
    const namespace = new Namespace().mount(disk.server, '/a').mount(other.server, '/b').mount(disk.server, '/c');
    expect(codeOf(() => namespace.rename('/a', 'f', '/b', 'f'))).toBe('EXDEV');
    expect(codeOf(() => namespace.link('/a', 'f', false, '/b', 'f'))).toBe('EXDEV');
    expect(codeOf(() => namespace.rename('/a', 'f', '/c', 'g'))).toBe('EXDEV');
  });

  test('a read-only mount refuses every change, and reads', () => {
    using disk = new TemporaryDirectory({ f: 'text', 'd/': '', toFile: '-> f' });
    const namespace = new Namespace().mount(disk.server, '/m', { readOnly: true });
    expect(read(namespace, '/m', 'toFile')).toBe('text');
    expect(now(namespace.open('/m', 'f', READ_ONLY, true)).readOnly).toBe(true);
    const refused: (() => unknown)[] = [
      () => namespace.open('/m', 'f', WRITE, true),
      () => namespace.open('/m', 'f', { ...READ_ONLY, truncate: true }, true),
      () => namespace.open('/m', 'new', CREATE, true),
      () => namespace.makeDirectory('/m', 'x'),
      () => namespace.removeDirectory('/m', 'd'),
      () => namespace.unlink('/m', 'f'),
      () => namespace.symlink('x', '/m', 'y'),
      () => namespace.link('/m', 'f', false, '/m', 'g'),
      () => namespace.rename('/m', 'f', '/m', 'g'),
      () => namespace.setTimes('/m', 'f', true, 1n, 1n),
    ];
    for (const call of refused) expect(codeOf(call)).toBe('EROFS');
    for (const path of ['f', 'd']) {
      using handle = now(namespace.open('/m', path, READ_ONLY, true)).handle;
      expect(codeOf(() => handle.setTimes(1n, 1n))).toBe('EROFS');
      expect(codeOf(() => handle.truncate(0))).toBe('EROFS');
    }
    expect(fs.readdirSync(disk.path).sort()).toEqual(['d', 'f', 'toFile']);
  });

  test('changes make new values: a fork leaks neither way', () => {
    using disk = new TemporaryDirectory({ f: 'text' });
    const before = new Namespace().mount(disk.server, '/a');
    const after = before.mount(disk.server, '/b').unbind('/a');
    expect(names(before, '/')).toEqual(['a']);
    expect(names(after, '/')).toEqual(['b']);
    expect(codeOf(() => after.unbind('/a'))).toBe('EINVAL');
  });
});

describe('bind and union', () => {
  test('a bind captures the directory, not its name', () => {
    using disk = new TemporaryDirectory({ 'd/f': 'first' });
    using other = new TemporaryDirectory({ 'd/f': 'second' });
    const bound = now(new Namespace().mount(disk.server, '/').bind('/d', '/mnt'));
    const remounted = bound.mount(other.server, '/');
    expect(read(remounted, '/', 'mnt/f')).toBe('first');
    expect(read(remounted, '/', 'd/f')).toBe('second');
    expect(codeOf(() => bound.bind('/no', '/mnt'))).toBe('ENOENT');
  });

  test('a bind of a link takes what it names', () => {
    using disk = new TemporaryDirectory({ 'd/f': 'text', l: '-> d' });
    expect(read(now(new Namespace().mount(disk.server, '/').bind('/l', '/mnt')), '/', 'mnt/f')).toBe('text');
  });

  test('a bound directory that is swapped for a link leads nowhere', () => {
    using disk = new TemporaryDirectory({ 'd/f': 'text', secret: 'secret' });
    const bound = now(new Namespace().mount(disk.server, '/a').bind('/a/d', '/mnt')).unbind('/a');
    fs.renameSync(`${disk.path}/d`, `${disk.path}/e`);
    fs.symlinkSync('.', `${disk.path}/d`);
    expect(errorOfOpen(bound, 'secret', READ_ONLY, true, '/mnt')).toBe('ENOENT');
  });

  test('a file can be bound over a file', () => {
    using disk = new TemporaryDirectory({ f: 'file', g: 'other' });
    const bound = now(new Namespace().mount(disk.server, '/').bind('/f', '/g'));
    expect(read(bound, '/', 'g')).toBe('file');
    using root = now(bound.open('/', '.', READ_ONLY, true)).handle;
    expect(entriesOf(root).find(({ name }) => name === 'g')?.type).toBe('file');
  });

  const layers = () => ({
    one: new TemporaryDirectory({ a: 'a1', both: 'one' }),
    two: new TemporaryDirectory({ b: 'b2', both: 'two' }),
  });

  test('a union lists every name once, and the first layer that has a name shows it', () => {
    const { one, two } = layers();
    using _one = one;
    using _two = two;
    const after = new Namespace().mount(one.server, '/u').mount(two.server, '/u', { order: 'after' });
    const before = new Namespace().mount(one.server, '/u').mount(two.server, '/u', { order: 'before' });
    expect(names(after, '/u').sort()).toEqual(['a', 'b', 'both']);
    expect(read(after, '/u', 'both')).toBe('one');
    expect(read(before, '/u', 'both')).toBe('two');
    expect(read(before, '/u', 'a')).toBe('a1');
  });

  test('new files go to the layer that was bound for them', () => {
    const { one, two } = layers();
    using _one = one;
    using _two = two;
    const union = new Namespace().mount(one.server, '/u').mount(two.server, '/u', { order: 'after', create: true });
    write(union, '/u', 'new', 'text');
    write(union, '/u', 'a', 'changed');
    union.makeDirectory('/u', 'folder');
    write(union, '/u', 'folder/x', '');
    expect(fs.readdirSync(two.path).sort()).toEqual(['b', 'both', 'folder', 'new']);
    expect(fs.readFileSync(`${one.path}/a`, 'utf8')).toBe('changed');
    union.rename('/u', 'a', '/u', 'moved');
    expect(fs.readdirSync(one.path)).toContain('moved');
  });

  test('a union without such a layer takes no new files', () => {
    const { one, two } = layers();
    using _one = one;
    using _two = two;
    const union = new Namespace().mount(one.server, '/u').mount(two.server, '/u', { order: 'after' });
    expect(errorOfOpen(union, 'new', CREATE, true, '/u')).toBe('EPERM');
    expect(errorOfOpen(union, 'both', CREATE, true, '/u')).toBe('no error');
  });

  test('a layer is taken out of a union by what it shows', () => {
    const { one, two } = layers();
    using _one = one;
    using _two = two;
    const union = new Namespace()
      .mount(two.server, '/two')
      .mount(one.server, '/u')
      .mount(two.server, '/u', { order: 'after' });
    expect(names(union.unbind('/u', '/two'), '/u').sort()).toEqual(['a', 'both']);
  });
});

test('a namespace is sent to another thread as data', () => {
  using disk = new TemporaryDirectory({ f: 'text' });
  const devices = new Devices({ kind: 'dev', id: 1_000, name: 'dev' });
  const sent = new Namespace().mount(disk.server, '/m', { readOnly: true }).mount(devices, '/dev');
  const specs = structuredClone([...serversOf(sent)].map(({ spec }) => spec));
  const servers = new Map(specs.map((spec) => [spec.id, openServer(spec)]));
  const received = fromSpec(structuredClone(toSpec(sent)), servers);
  expect(read(received, '/m', 'f')).toBe('text');
  expect(names(received, '/')).toEqual(['m', 'dev']);
  expect(errorOfOpen(received, 'f', WRITE)).toBe('EROFS');
  expect(codeOf(() => fromSpec(toSpec(sent), new Map()))).toBe('ENXIO');
  for (const server of servers.values()) server.close();
});
