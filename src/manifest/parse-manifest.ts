import { dirname, resolve } from 'node:path';
import { type Filesystem, readDirectory } from './directories.ts';
import { expandEntry } from './expand-values.ts';
import { resolveId } from './find-entry.ts';
import { checkPipes } from './pipes.ts';
import type { Plan, PlanEntry } from './plan.ts';
import { checkMeta, noteIdle, planEntry } from './plan-entry.ts';
import { ManifestError } from './problem.ts';
import { isMapping, type RawEntry, rawEntries } from './raw-entry.ts';
import { checkReferences, type Known } from './references.ts';
import { Report } from './report.ts';
import { type Kind, MANIFEST, SCHEMAS, type Shape } from './schemas.ts';
import { readShape } from './shape.ts';
import { Source } from './source.ts';
import { readValues, type Values, Variables } from './variables.ts';

/**
 * Turns the text of a manifest into a plan. Nothing is started or made.
 * @param file its path, for messages, and for the folder that directories are relative to
 * @param environment the variables of wasitop itself
 * @throws ManifestError with all that is wrong.
 */
export function parseManifest(text: string, file: string, environment: Values): Plan {
  const source = new Source(text);
  const top = source.value;
  const namespace = isMapping(top) && typeof top['namespace'] === 'string' ? top['namespace'] : '';
  const values = isMapping(top) && Array.isArray(top['entries']) ? (top['entries'] as unknown[]) : [];
  const report = new Report(source, (index) => labelOf(values[index], index, namespace));
  if (top === null) report.add([], 'the file is empty; a manifest has version, namespace and entries');
  else if (top !== undefined && !isMapping(top))
    report.add([], 'a manifest is a mapping with version, namespace and entries');
  else if (top !== undefined) readShape(MANIFEST, top, [], report);
  const reader = new EntryReader(source, report, namespace, dirname(resolve(file)), environment);
  const entries = reader.read(rawEntries(values, namespace, report));
  if (report.problems.length > 0) throw new ManifestError(file, report.problems);
  return { file, namespace, size: values.length, workers: reader.workers, entries, notes: report.notes };
}

function labelOf(value: unknown, index: number, namespace: string): string {
  const name = isMapping(value) ? value['name'] : undefined;
  if (typeof name !== 'string' || name === '') return `entries[${index}]`;
  return namespace === '' ? name : resolveId(name, namespace);
}

/** Reads the entries kind by kind, so that what one refers to is known before it. */
class EntryReader {
  readonly #source: Source;
  readonly #report: Report;
  readonly #namespace: string;
  readonly #folder: string;
  readonly #host: Values;
  workers: number | undefined;

  constructor(source: Source, report: Report, namespace: string, folder: string, host: Values) {
    this.#source = source;
    this.#report = report;
    this.#namespace = namespace;
    this.#folder = folder;
    this.#host = host;
  }

  read(all: readonly RawEntry[]): Map<string, PlanEntry> {
    const variables = this.#readVariables(all.filter(({ kind }) => kind.startsWith('env.')));
    const entries = all
      .filter(({ kind }) => !kind.startsWith('env.'))
      .map((entry) => expandEntry(entry, (name) => variables.lookup(name), this.#report));
    const directories = new Map<string, Filesystem | undefined>();
    for (const [entry, shape] of this.#shapes(entries, 'fs.directory'))
      directories.set(entry.id, shape && readDirectory(entry, shape, this.#folder, this.#report));
    this.#readHosts(entries);
    return this.#readProcesses(entries, { namespace: this.#namespace, directories, variables });
  }

  /** Their own texts know the variables of wasitop's environment alone. */
  #readVariables(all: readonly RawEntry[]): Variables {
    const entries = all.map((entry) => expandEntry(entry, (name) => this.#host[name], this.#report));
    const storages = new Map<string, Values>();
    for (const [{ id }] of this.#shapes(entries, 'env.storage.os')) storages.set(id, this.#host);
    for (const [{ id }] of this.#shapes(entries, 'env.storage.memory')) storages.set(id, {});
    for (const [entry, shape] of this.#shapes(entries, 'env.storage.file'))
      storages.set(entry.id, shape ? readValues(entry, shape.file_path, this.#folder, this.#report) : {});
    const variables = new Variables(this.#namespace, this.#host);
    for (const [entry, shape] of this.#shapes(entries, 'env.variable'))
      variables.add(entry, shape ?? {}, storages, this.#report);
    return variables;
  }

  #readHosts(entries: readonly RawEntry[]): void {
    this.#shapes(entries, 'terminal.host');
    for (const [entry, shape] of this.#shapes(entries, 'process.host')) {
      if (shape?.workers === undefined) continue;
      if (this.workers !== undefined) this.#report.add([...entry.path, 'workers'], 'another process.host says workers');
      this.workers = shape.workers;
    }
  }

  #readProcesses(entries: readonly RawEntry[], known: Known): Map<string, PlanEntry> {
    const planned = new Map<string, PlanEntry>();
    const producers = new Map<string, string>();
    const commands = new Set<string>();
    const processes = this.#shapes(entries, 'process.wasm');
    for (const [entry, shape] of processes) {
      checkMeta(entry, this.#report);
      const producer = checkReferences(entry, known, this.#report);
      if (producer !== undefined) producers.set(entry.id, producer);
      if (shape === undefined) continue;
      noteIdle(entry, shape, this.#report);
      const name = shape.meta?.command?.name;
      if (name !== undefined && commands.has(name))
        this.#report.add([...entry.path, 'meta', 'command', 'name'], `meta.command.name must be unique: ${name}`);
      if (name !== undefined) commands.add(name);
      const plan = planEntry(entry, shape, this.#source.lineOf(entry.path), known);
      if (plan !== undefined) planned.set(entry.id, plan);
    }
    checkPipes(
      processes.map(([entry]) => entry),
      producers,
      this.#report,
    );
    return planned;
  }

  /** The entries of a kind, each with what it says, or undefined where that does not fit. */
  #shapes<K extends Kind>(entries: readonly RawEntry[], kind: K): [RawEntry, Shape<K> | undefined][] {
    return entries
      .filter((entry) => entry.kind === kind)
      .map((entry) => [entry, readShape(SCHEMAS[kind], entry.value, entry.path, this.#report) as Shape<K> | undefined]);
  }
}
