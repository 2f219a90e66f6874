import { SysError } from '../base/sys-error.ts';

/** Reads `sha256:<64 hex digits>`. @returns the digits, in small letters. @throws SysError EINVAL. */
export function parseHash(text: string): string {
  const [algorithm, digits, ...more] = text.split(':');
  if (algorithm === undefined || digits === undefined || algorithm === '' || digits === '' || more.length > 0)
    throw new SysError('EINVAL', 'hash', text, `invalid hash format: ${text}`);
  if (algorithm !== 'sha256') throw new SysError('EINVAL', 'hash', text, `unsupported hash algorithm: ${algorithm}`);
  if (!/^[0-9a-f]{64}$/i.test(digits)) throw new SysError('EINVAL', 'hash', text, `invalid hash format: ${text}`);
  return digits.toLowerCase();
}
