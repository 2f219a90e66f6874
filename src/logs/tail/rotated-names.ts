import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Paths beside a file whose names are its own with a number or a date at the end, or before the extension. */
export function rotatedNames(path: string): string[] {
  return siblings(path, (name, other) => isRotatedName(name, other));
}

/** The same, and all whose names begin with its own: `app.log.old`, `app.log.bak`. */
export function copyNames(path: string): string[] {
  return siblings(path, (name, other) => (other !== name && other.startsWith(name)) || isRotatedName(name, other));
}

/** Whether a name is another one with a number or a date. */
export function isRotatedName(name: string, other: string): boolean {
  if (other.startsWith(name) && STAMP.test(other.slice(name.length))) return true;
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  if (!other.startsWith(stem) || !other.endsWith(extension)) return false;
  return STAMP.test(other.slice(stem.length, other.length - extension.length));
}

const STAMP = /^[-._]\d[-._:TZ\d]*$/;

function siblings(path: string, wanted: (name: string, other: string) => boolean): string[] {
  try {
    const real = fs.realpathSync(path);
    const [folder, name] = [dirname(real), basename(real)];
    const found = fs.readdirSync(folder).filter((other) => wanted(name, other));
    return found.map((other) => join(folder, other));
  } catch {
    // The path or its folder is gone again, or may not be listed: then there is nothing to be found beside it.
    return [];
  }
}
