import { expect, test } from 'vitest';
import { SysError } from '../../src/base/sys-error.ts';
import { Devices } from '../../src/vfs/devices.ts';
import { READ_ONLY } from '../../src/vfs/file-server.ts';

const devices = new Devices({ kind: 'dev', id: 1, name: 'dev' });
const open = (path: string) => devices.open(path, { ...READ_ONLY, write: true });

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof SysError) return error.code;
    throw error;
  }
  return 'no error';
}

test('null takes all and gives nothing', () => {
  expect(open('null').write(new Uint8Array(10), 0)).toBe(10);
  expect(open('null').read(new Uint8Array(10), 0)).toBe(0);
});

test('zero gives zeros, full takes nothing, random fills', () => {
  const bytes = new Uint8Array(1_000).fill(1);
  expect(open('zero').read(bytes, 0)).toBe(1_000);
  expect(bytes.every((byte) => byte === 0)).toBe(true);
  expect(codeOf(() => open('full').write(bytes, 0))).toBe('ENOSPC');
  expect(open('random').read(bytes, 0)).toBe(1_000);
  expect(new Set(bytes).size).toBeGreaterThan(50);
});

test('no read holds up the thread for long', () => {
  const large = new Uint8Array(5_000_000);
  for (const name of ['zero', 'full', 'random', 'urandom']) expect(open(name).read(large, 0)).toBe(1_048_576);
});

test.each([
  ['nothing', 'ENOENT'],
  ['constructor', 'ENOENT'],
  ['__proto__', 'ENOENT'],
  ['null/x', 'ENOTDIR'],
])('%s is %s', (path, code) => {
  expect(codeOf(() => open(path))).toBe(code);
  expect(codeOf(() => devices.stat(path))).toBe(code);
});

test('nothing is made or removed', () => {
  expect(codeOf(() => devices.open('new', { ...READ_ONLY, write: true, create: true }))).toBe('EROFS');
  expect(codeOf(() => devices.unlink('null'))).toBe('ENOSYS');
});
