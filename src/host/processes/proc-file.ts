import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { hostCode } from '../../vfs/host-error.ts';

/** As much of a file as we look at: the longest of command lines may be megabytes. */
const MOST_BYTES = 64 * 1024;

const scratch = Buffer.allocUnsafeSlow(MOST_BYTES);

/** The beginning of a file, valid until the next call. @returns undefined for one that is gone or not for us */
export function peekBytes(path: string): Buffer | undefined {
  return undefinedIfRefused(() => scratch.subarray(0, readInto(scratch, path)));
}

/**
 * Opens a file, reads its beginning and closes it: the kernel gives a file of /proc in one piece, if there is room.
 * @returns how many bytes there are now
 * @throws what node:fs throws
 */
export function readInto(bytes: Buffer, path: string): number {
  const fd = openSync(path, 'r');
  try {
    return readSync(fd, bytes, 0, bytes.length, 0);
  } finally {
    closeSync(fd);
  }
}

/** The beginning of a file as text of any bytes. @returns undefined for one that is gone or not for us */
export function peekText(path: string): string | undefined {
  return peekBytes(path)?.toString('utf8');
}

/** A whole file. @returns undefined for one that is gone or not for us */
export function readBytes(path: string): Buffer | undefined {
  return undefinedIfRefused(() => readFileSync(path));
}

/** A whole file as text of any bytes. @returns undefined for one that is gone or not for us */
export function readText(path: string): string | undefined {
  return readBytes(path)?.toString('utf8');
}

/** The entries of a directory that are numbers. @throws what node:fs throws */
export function numbersIn(directory: string): number[] {
  return readdirSync(directory).flatMap((name) => (isDigit(name.charCodeAt(0)) ? [Number(name)] : []));
}

/**
 * The strings of /proc/N/cmdline and environ, each of which ends with a zero. A program that overwrites its arguments with a
 * shorter title leaves zeros behind: those are no arguments.
 */
export function zeroEnded(text: string): readonly string[] {
  let end = text.length;
  while (end > 0 && text[end - 1] === '\0') end--;
  return end === 0 ? [] : text.slice(0, end).split('\0');
}

/** @returns undefined for one that is gone or not for us */
export function undefinedIfRefused<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    // Processes vanish at any moment, and many are not ours: only errors that are not the system's are ours.
    if (hostCode(error) === undefined) throw error;
    return undefined;
  }
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
