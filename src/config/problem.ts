import { visible } from '../base/visible.ts';

/** One thing that is wrong in a configuration. */
export interface ConfigProblem {
  /** Both from 1; undefined where the file as a whole is meant. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** `screen.tab`, `header.left[2]`; undefined where no key is meant. */
  readonly key: string | undefined;
  readonly text: string;
}

/** `config.toml:3: screen.tab: must be "tasks" or "host", not "hots"` */
export function formatConfigProblem(file: string, { line, key, text }: ConfigProblem): string {
  const parts = [line === undefined ? file : `${file}:${line}`, ...(key === undefined ? [] : [key]), text];
  return visible(parts.join(': '));
}
