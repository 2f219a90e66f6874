import { SysError } from './sys-error.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** Reads a number of bytes: `4096`, `512K`, `64M`, `1.5G`, `64MiB`. @throws SysError EINVAL. */
export function parseSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(text.trim());
  const size = Math.round(Number(match?.[1]) * (UNITS[(match?.[2] ?? '').toLowerCase()] ?? Number.NaN));
  if (match === null || !Number.isSafeInteger(size))
    throw new SysError('EINVAL', 'size', text, 'a size is a number with K, M, G or T, such as 64M');
  return size;
}
