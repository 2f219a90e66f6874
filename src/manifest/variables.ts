import { constants, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { didYouMean } from '../base/nearest.ts';
import { resolveId } from './find-entry.ts';
import type { RawEntry } from './raw-entry.ts';
import type { Report } from './report.ts';
import type { Shape } from './schemas.ts';

/** Values by name. */
export type Values = Readonly<Record<string, string | undefined>>;

/** Where a variable's value comes from. */
type Where = Pick<Shape<'env.variable'>, 'variable' | 'storage' | 'default'>;

/** The variables of a manifest, each with its value where it has one. */
export class Variables {
  readonly #values = new Map<string, string | undefined>();
  readonly #namespace: string;
  readonly #host: Values;

  /** @param host the environment of wasitop itself */
  constructor(namespace: string, host: Values) {
    this.#namespace = namespace;
    this.#host = host;
  }

  get ids(): string[] {
    return [...this.#values.keys()];
  }

  /** Adds an `env.variable` entry: its value in its storage, or its default. */
  add(entry: RawEntry, shape: Where, storages: ReadonlyMap<string, Values>, report: Report): void {
    const { variable = entry.name, storage } = shape;
    const values = storage === undefined ? this.#host : storages.get(resolveId(storage, this.#namespace));
    if (values === undefined) {
      const nearest = didYouMean(storage ?? '', [...storages.keys()]);
      report.add([...entry.path, 'storage'], `no such env.storage entry: ${storage}${nearest}`);
    }
    this.#values.set(entry.id, values?.[variable] ?? shape.default);
  }

  /** The value of an entry. */
  valueOf(id: string): string | undefined {
    return this.#values.get(id);
  }

  /** What `${env:NAME}` stands for: the entry of that name, else the variable of wasitop's own environment. */
  lookup(name: string): string | undefined {
    const id = resolveId(name, this.#namespace);
    return this.#values.has(id) ? this.#values.get(id) : this.#host[name];
  }
}

/** Reads the `NAME=value` lines of an `env.storage.file`. */
export function readValues(entry: RawEntry, file: string, folder: string, report: Report): Values {
  try {
    const path = resolve(folder, file);
    // A pipe or a device may have no end.
    const flag = constants.O_RDONLY | constants.O_NONBLOCK;
    if (statSync(path).isFile()) return parseEnv(readFileSync(path, { encoding: 'utf8', flag }));
    report.add([...entry.path, 'file_path'], `file_path is no file: ${file}`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    report.add([...entry.path, 'file_path'], `file_path cannot be read: ${file} (${String(code)})`);
  }
  return {};
}
