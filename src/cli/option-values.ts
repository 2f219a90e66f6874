import { InvalidArgumentError, Option } from 'commander';
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
