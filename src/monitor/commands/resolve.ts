import { didYouMean } from '../../base/nearest.ts';
import { type Word, wordsOf } from '../../base/words.ts';
import { clean } from '../draw/text.ts';
import type { Problem } from '../state/layers/layer.ts';
import type { Command } from './command.ts';
import { type Context, type Parameter, usageOf } from './parameter.ts';
import { COMMANDS, findCommand } from './registry.ts';

/** A line that is understood: its command, and the words of each parameter. */
export interface Resolved {
  readonly command: Command;
  readonly words: ReadonlyMap<string, readonly string[]>;
}

/** Understands a line, or says at which word it is wrong. */
export function resolve(line: string, context: Context): Resolved | Problem {
  const shell = /^(\s*!\s*)(.*)$/.exec(line);
  if (shell !== null) return resolveShell(shell[1]?.length ?? 0, shell[2] ?? '');
  const [first, ...rest] = wordsOf(line);
  if (first === undefined) return { at: 0, end: 0, text: 'a command; Tab shows them' };
  const unclosed = [first, ...rest].find(({ open }) => open !== undefined);
  if (unclosed !== undefined) return wrong(unclosed, `this quote is not closed: ${unclosed.open}`);
  const command = findCommand(first.text);
  if (command === undefined)
    return wrong(
      first,
      `unknown command${didYouMean(
        first.text,
        COMMANDS.map(({ name }) => name),
      )}`,
    );
  const { bound, extra, missing } = distribute(command.parameters, rest);
  if (extra !== undefined) return wrong(extra, `too much: ${usage(command)}`);
  const bad = firstBad(command, bound, context);
  if (bad !== undefined) return bad;
  if (missing !== undefined)
    return { at: line.length, end: line.length, text: `${missing.name} is missing: ${usage(command)}` };
  return { command, words: textsOf(bound) };
}

/** What stands behind `!` is for a shell to understand. */
function resolveShell(at: number, text: string): Resolved | Problem {
  const command = findCommand('!');
  if (command === undefined || text === '') return { at, end: at, text: 'a command for the shell is missing' };
  return { command, words: new Map() };
}

export function usage({ name, parameters }: Command): string {
  return `${name} ${usageOf(parameters)}`.trimEnd();
}

type Bound = ReadonlyMap<Parameter, readonly Word[]>;

/** Gives words to parameters, from left to right. `next` are those that the word behind the last one could be for. */
export function distribute(
  parameters: readonly Parameter[],
  words: readonly Word[],
): { bound: Bound; extra: Word | undefined; missing: Parameter | undefined; next: readonly Parameter[] } {
  const bound = new Map<Parameter, Word[]>();
  const left = [...parameters];
  for (const word of words) {
    while (left[0] !== undefined && !takes(left[0], word)) {
      if (!isSatisfied(left[0], bound)) break;
      left.shift();
    }
    const [parameter] = left;
    if (parameter === undefined) return { bound, extra: word, missing: undefined, next: [] };
    bound.set(parameter, [...(bound.get(parameter) ?? []), word]);
    if (parameter.many !== true) left.shift();
  }
  const required = left.findIndex((parameter) => !isSatisfied(parameter, bound));
  const next = required < 0 ? left : left.slice(0, required + 1);
  return { bound, extra: undefined, missing: left[required], next };
}

function takes({ kind, optional = false }: Parameter, { text }: Word): boolean {
  return !optional || (kind.claims?.(text) ?? true);
}

function isSatisfied(parameter: Parameter, bound: Bound): boolean {
  return parameter.optional === true || bound.has(parameter);
}

function firstBad(command: Command, bound: Bound, context: Context): Problem | undefined {
  const before = new Map<string, readonly string[]>();
  for (const parameter of command.parameters) {
    const words = bound.get(parameter) ?? [];
    for (const word of words) {
      const problem = parameter.kind.check?.(word.text, context, before);
      if (problem !== undefined) return wrong(word, problem);
    }
    before.set(
      parameter.name,
      words.map(({ text }) => text),
    );
  }
  return undefined;
}

function textsOf(bound: Bound): ReadonlyMap<string, readonly string[]> {
  return new Map([...bound].map(([{ name }, words]) => [name, words.map(({ text }) => text)]));
}

function wrong({ at, end }: Word, text: string): Problem {
  return { at, end, text: clean(text) };
}
