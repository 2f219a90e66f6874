import { type Command, InvalidArgumentError, Option } from 'commander';
import { didYouMean } from '../base/nearest.ts';
import { SysError } from '../base/sys-error.ts';

/** A whole number from 1. */
export function positive(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('it must be a whole number from 1.');
  return count;
}

/** Lets commander say what a parser of ours refuses. */
export function guarded<T>(parse: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      if (error instanceof SysError) throw new InvalidArgumentError(`${error.detail}.`);
      throw error;
    }
  };
}

/** For an option that may be repeated: all its values, in order. */
export function collected<T>(parse: (text: string) => T | T[]) {
  return (text: string, before: readonly T[] = []): T[] => [...before, ...[parse(text)].flat()] as T[];
}

/** What `manifestOption` leads to. */
export interface WithManifest {
  readonly manifest?: string;
}

/** `-m FILE`, wherever entries of a manifest can be started. */
export function manifestOption(): Option {
  return new Option('-m, --manifest <file>', 'the manifest with the entries; without it wasitop.yaml, if there is one');
}

/** For a command that has only others below it: tells which there are, and the nearest where one was meant. */
export function refuseWord(command: Command): never {
  const known = command.commands.map((one) => one.name()).filter((name) => name !== 'help');
  const all = `there ${known.length === 1 ? 'is' : 'are'} ${known.map((name) => `${command.name()} ${name}`).join(', ')}`;
  const [word] = command.args;
  if (word === undefined) return command.error(`error: missing command; ${all}`);
  return command.error(`error: unknown command '${command.name()} ${word}'; ${all}${didYouMean(word, known)}`);
}
