import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { isErrorCode, SysError } from '../base/sys-error.ts';
import { hostError } from '../vfs/host-error.ts';
import { makeFolders } from '../vfs/make-folders.ts';
import { ALL_KEYS, type Config, pathOf } from './config.ts';
import { hasComment, setKey, unsetKey } from './edit-toml.ts';
import type { KnownNames } from './kinds.ts';
import { readConfigText } from './read-text.ts';
import { linkTarget, replaceFile } from './replace-file.ts';
import { TomlSource } from './toml-source.ts';

type Widths = Readonly<Record<string, number>>;

/** `screen.tab`; of a key that is a table of widths its entries, such as `tasks.widths.pid`. */
type PathsOf<T extends keyof Config> = {
  [K in keyof Config[T] & string]: Config[T][K] extends Widths ? `${T}.${K}.${string}` : `${T}.${K}`;
}[keyof Config[T] & string];

/** Of what stands above the tables the name alone: `preset`, `keys.sort-cpu`, `keys.in-log.half-up`. */
type TopPath = 'preset' | `keys.${string}`;

type ConfigPath = { [T in Exclude<keyof Config, 'top'>]: PathsOf<T> }[Exclude<keyof Config, 'top'>] | TopPath;

type ValueAt<P> = P extends 'preset'
  ? Config['top']['preset']
  : P extends `keys.${string}`
    ? readonly string[] | string
    : P extends `${infer T extends keyof Config}.${infer R}`
      ? R extends keyof Config[T]
        ? Config[T][R]
        : number
      : never;

/** Values by their keys, as the program has them: `{ 'screen.refresh': 2_000, 'tasks.widths.command': 40 }`; undefined takes a key out. */
export type ConfigChanges = { readonly [P in ConfigPath]?: ValueAt<P> | undefined };

const OP = 'save configuration';

/** Times that others may write just while we do. */
const MOST_TRIES = 10;

/**
 * Sets single keys in the file; one that becomes what it is by default is taken out, unless a comment stands on its line. All else
 * stays as it is, byte by byte; a link stays a link. The file is read right before it is written, so that what others changed stays.
 *
 * @throws SysError EINVAL for a file that is no TOML, which is left alone, or a value that a key cannot have; others as the host has them
 */
export function saveConfig(path: string, changes: ConfigChanges, known: KnownNames = {}): void {
  const settings = Object.entries(changes).map(([key, value]) => settingOf(key, value, known));
  if (settings.length === 0) return;
  try {
    const target = linkTarget(path);
    makeFolders(dirname(target));
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const before = textOf(path);
      const after = settings.reduce((text, setting) => changed(path, text, setting), before);
      if (after === before || replaceFile(target, after, () => textOf(path) === before)) return;
    }
  } catch (error) {
    throw hostError(error, OP, path);
  }
  throw new SysError('EAGAIN', OP, path, 'others write it all the time; try again');
}

interface Setting {
  readonly names: readonly string[];
  /** As the file has it; undefined for none. */
  readonly value: unknown;
  /** It is the default: the key may as well go. */
  readonly isStandard: boolean;
}

/** Looks at a value as if the file had it. */
function settingOf(path: string, value: unknown, known: KnownNames): Setting {
  const names = path.split('.');
  const key = ALL_KEYS.find((one) => pathOf(one).every((step, index) => step === names[index]));
  if (key === undefined) throw new SysError('EINVAL', OP, path, 'there is no such key');
  if (value === undefined) return { names, value, isStandard: false };
  const rest = names.slice(pathOf(key).length);
  const whole = rest.reduceRight((inner, step) => ({ [step]: inner }), value);
  const written = z.safeEncode(key.kind(known), whole);
  // Writing does not look at all that reading does.
  const read = written.success ? key.kind(known).safeParse(written.data) : written;
  if (!written.success || !read.success) throw new SysError('EINVAL', OP, path, read.error?.issues[0]?.message);
  const isStandard = rest.length === 0 && isDeepStrictEqual(read.data, key.standard);
  return { names, value: rest.length === 0 ? written.data : value, isStandard };
}

function textOf(path: string): string {
  const read = readConfigText(path);
  if ('text' in read) return read.text;
  if (read.code !== undefined && isErrorCode(read.code)) throw new SysError(read.code, OP, path);
  throw new SysError('EINVAL', OP, path, `${read.refusal}; nothing was changed`);
}

function changed(path: string, text: string, { names, value, isStandard }: Setting): string {
  const { fault } = new TomlSource(text.replace(/^\ufeff/, ''));
  const repair = 'nothing was changed; correct it, and try again';
  if (fault !== undefined) throw new SysError('EINVAL', OP, `${path}:${fault.line ?? 1}`, `${fault.text}; ${repair}`);
  const goes = value === undefined || (isStandard && !hasComment(text, names));
  const result = goes ? unsetKey(text, names) : setKey(text, names, value);
  if (result === undefined)
    throw new SysError('EINVAL', OP, path, `something else stands where ${names.join('.')} would be; ${repair}`);
  return result;
}
