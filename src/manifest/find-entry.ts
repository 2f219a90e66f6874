import { SysError } from '../base/sys-error.ts';
import { didYouMean } from './nearest.ts';
import type { Plan, PlanEntry } from './plan.ts';

/** `word` as the full id that it means in a namespace. */
export function resolveId(word: string, namespace: string): string {
  return word.includes(':') ? word : `${namespace}:${word}`;
}

/** The entry with this id, or with this name in the manifest's namespace. @throws SysError ENOENT with the nearest one. */
export function findEntry(plan: Plan, word: string): PlanEntry {
  const entry = plan.entries.get(resolveId(word, plan.namespace));
  if (entry !== undefined) return entry;
  throw notFound('entry', word, plan.file, [...plan.entries.keys()]);
}

/** The entry behind the name of a command. @throws SysError ENOENT with the nearest one. */
export function findCommand(plan: Plan, name: string): PlanEntry {
  const entries = commandsOf(plan);
  const entry = entries.find(({ command }) => command?.name === name);
  if (entry !== undefined) return entry;
  const names = entries.flatMap(({ command }) => (command === undefined ? [] : [command.name]));
  throw notFound('command', name, plan.file, names);
}

export function commandsOf({ entries }: Plan): PlanEntry[] {
  return [...entries.values()].filter(({ command }) => command !== undefined);
}

/**
 * The entries that start with the manifest. One that another of them reads from is left out: it is started with that one.
 */
export function backgroundOf({ entries }: Plan): PlanEntry[] {
  const background = [...entries.values()].filter(({ command }) => command === undefined);
  return background.filter(({ id }) => !background.some(({ wasi }) => wasi.stdin === id));
}

function notFound(what: string, word: string, file: string, known: readonly string[]): SysError {
  return new SysError('ENOENT', 'run', word, `${file} has no such ${what}${didYouMean(word, known)}`);
}
