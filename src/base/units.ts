import { SysError } from './sys-error.ts';

/** Reads a number of fuel units, in thousands: `1e9`, `10M`, `500k`. @throws SysError EINVAL. */
export function parseUnits(text: string): number {
  const match = /^(\d+(?:\.\d+)?(?:e\d+)?)([kmgt]?)$/i.exec(text);
  const scale = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 }[(match?.[2] ?? '').toLowerCase()] ?? Number.NaN;
  const units = Math.round(Number(match?.[1]) * scale);
  if (!Number.isSafeInteger(units))
    throw new SysError('EINVAL', 'fuel', text, 'fuel is a number of units, such as 10M');
  return units;
}
