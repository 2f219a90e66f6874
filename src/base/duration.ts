import { SysError } from './sys-error.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, '': 1_000, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads a duration: `500ms`, `10s`, `2m`, `1h`; a plain number is seconds. @returns milliseconds. @throws SysError EINVAL. */
export function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|)$/i.exec(text.trim());
  const ms = Math.round(Number(match?.[1]) * (UNITS[(match?.[2] ?? '').toLowerCase()] ?? Number.NaN));
  if (match === null || !Number.isSafeInteger(ms))
    throw new SysError('EINVAL', 'duration', text, 'a duration is a number with ms, s, m, h or d, such as 10s');
  return ms;
}
