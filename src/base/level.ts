import { SysError } from './sys-error.ts';

/** The names of the levels, by number. */
export const LEVEL_NAMES: readonly string[] = [
  'critical',
  'high',
  'above_normal',
  'normal_plus',
  'normal',
  'below_normal',
  'low',
  'idle',
];

/** Reads a level by number or name; case and `-` or `_` do not matter, and `normal+` is level 3. @throws SysError EINVAL. */
export function parseLevel(text: string): number {
  const name = text.trim().toLowerCase().replaceAll('-', '_').replace(/\+$/, '_plus');
  const level = /^\d+$/.test(name) ? Number(name) : LEVEL_NAMES.indexOf(name);
  if (level < 0 || level > 7) throw new SysError('EINVAL', 'level', text, 'Priority must be 0-7');
  return level;
}
