import { arch, release } from 'node:os';
import { readVersion } from './version.ts';

/** EX_SOFTWARE of sysexits(3). */
export const FAULT_STATUS = 70;

/** What to say of an error that nobody foresaw: all that a report needs. */
export function faultText(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const here = `wasitop ${readVersion()}, Node.js ${process.versions.node}, ${process.platform} ${release()} ${arch()}`;
  return `wasitop: a fault of its own; please report it with all of these lines, and what you did:\n${here}\n${text}\n`;
}
