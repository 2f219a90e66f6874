import { didYouMean } from '../base/nearest.ts';
import { SysError } from '../base/sys-error.ts';

const KNOWN = [
  'fs:rw:app-data',
  'fs:read:app-data',
  'fs:rw:xdg-documents',
  'fs:read:xdg-documents',
  'net:fetch:*',
  'sys:notifications',
];

/** A domain name: labels of letters, digits and inner dashes. */
const FETCH = /^net:fetch:([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i;

/** Gives a capability back as it is. @throws SysError EINVAL for a word that is none. */
export function checkCapability(word: string): string {
  if (KNOWN.includes(word) || FETCH.test(word)) return word;
  throw new SysError('EINVAL', 'capability', word, `unknown capability '${word}'${didYouMean(word, KNOWN)}`);
}
