import { SysError } from './sys-error.ts';

const SCALES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/** Reads how many of something there are, such as units of fuel: `10M` is ten million; `1e9`, `500k`. @throws SysError EINVAL. */
export function parseCount(text: string): number {
  const match = /^(\d+(?:\.\d+)?(?:e\d+)?)\s*([kmgt]?)$/i.exec(text.trim());
  const count = Math.round(Number(match?.[1]) * (SCALES[(match?.[2] ?? '').toLowerCase()] ?? Number.NaN));
  if (!Number.isSafeInteger(count))
    throw new SysError('EINVAL', 'count', text, 'a count is a number with K, M, G or T, such as 10M for ten million');
  return count;
}
