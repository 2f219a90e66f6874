import { didYouMean } from '../base/nearest.ts';
import { SysError } from '../base/sys-error.ts';
import type { Plan, PlanEntry } from './plan.ts';
import { formatProblem } from './problem.ts';

/** `word` as the full id that it means in a namespace. */
export function resolveId(word: string, namespace: string): string {
  return word.includes(':') ? word : `${namespace}:${word}`;
}

/** The entry with this id, or with this name in the manifest's namespace. @throws SysError ENOENT with the nearest one. */
export function findEntry(plan: Plan, word: string): PlanEntry {
  const entry = plan.entries.get(resolveId(word, plan.namespace));
  return entry ?? notFound(plan, 'entry', word, [...plan.entries.keys()]);
}

/** The entry behind the name of a command. @throws SysError ENOENT with the nearest one. */
export function findCommand(plan: Plan, name: string): PlanEntry {
  return commandNamed(plan, name) ?? notFound(plan, 'command', name, commandNames(plan));
}

/** The entry that a person means by a command's name, an entry's name or an id. @throws SysError ENOENT with the nearest one. */
export function findStartable(plan: Plan, word: string): PlanEntry {
  const entry = commandNamed(plan, word) ?? plan.entries.get(resolveId(word, plan.namespace));
  return entry ?? notFound(plan, 'command or entry', word, [...commandNames(plan), ...plan.entries.keys()]);
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

/** What the author of an entry, and of those that it reads from, has to know. */
export function notesOf(plan: Plan, { id, wasi }: PlanEntry): string[] {
  const producer = wasi.stdin === undefined ? undefined : plan.entries.get(wasi.stdin);
  const own = plan.notes.filter(({ entry }) => entry === id).map((note) => formatProblem(plan.file, note));
  return [...(producer === undefined ? [] : notesOf(plan, producer)), ...own];
}

function commandNamed(plan: Plan, name: string): PlanEntry | undefined {
  return commandsOf(plan).find(({ command }) => command?.name === name);
}

function commandNames(plan: Plan): string[] {
  return commandsOf(plan).flatMap(({ command }) => (command === undefined ? [] : [command.name]));
}

function notFound({ file }: Plan, what: string, word: string, known: readonly string[]): never {
  throw new SysError('ENOENT', 'start', word, `${file} has no ${what} '${word}'${didYouMean(word, known)}`);
}
