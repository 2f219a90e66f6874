import { expect, test } from 'vitest';
import { parseSize } from '../../src/base/size.ts';
import { SysError } from '../../src/base/sys-error.ts';

test.each([
  ['0', 0],
  ['4096', 4_096],
  ['512K', 512 * 1024],
  ['64m', 64 * 1024 ** 2],
  ['1.5G', 1.5 * 1024 ** 3],
  ['64MiB', 64 * 1024 ** 2],
  ['10MB', 10 * 1024 ** 2],
  [' 2T ', 2 * 1024 ** 4],
])('%s is %i bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each(['', 'M', '-1', '1e3', '0x10', '1P', '64 Mega', '9007199254740993', '1M2'])('%j is no size', (text) => {
  expect(() => parseSize(text)).toThrow(SysError);
  expect(() => parseSize(text)).toThrow('a size is a number with K, M, G or T, such as 64M');
});
