import { isUtf8 } from 'node:buffer';
import { constants, readFileSync, statSync } from 'node:fs';
import { MAX_CONFIG_BYTES } from '../base/limits.ts';
import { hostCode } from '../vfs/host-error.ts';

/** A configuration's text, `''` for a file that is not there; or why there is none. */
export type ConfigText =
  | { readonly text: string }
  | {
      readonly refusal: string;
      /** The name of the host's error, where there was one. */
      readonly code?: string;
    };

/** Whether there is something to read, if only in vain. A link that leads nowhere is nothing. */
export function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // Links that lead back to themselves, a folder that nobody may look into: reading it says so.
    if (hostCode(error) === undefined) throw error;
    return true;
  }
}

/** Reads a configuration. Never waits: pipes and devices are not opened, or without waiting if one takes the place of a file just then. */
export function readConfigText(path: string): ConfigText {
  try {
    const stat = statSync(path);
    if (!stat.isFile())
      return { refusal: `must be a file, and this is ${stat.isDirectory() ? 'a directory' : 'none'}` };
    if (stat.size > MAX_CONFIG_BYTES) return { refusal: `it has ${stat.size} bytes, the most is ${MAX_CONFIG_BYTES}` };
    const bytes = readFileSync(path, { flag: constants.O_RDONLY | constants.O_NONBLOCK });
    return isUtf8(bytes) ? { text: bytes.toString() } : { refusal: 'this is not UTF-8 text' };
  } catch (error) {
    const code = hostCode(error);
    if (code === 'ENOENT') return { text: '' };
    return { refusal: `it cannot be read (${code ?? String(error)})`, ...(code === undefined ? {} : { code }) };
  }
}
