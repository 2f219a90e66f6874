import { checkValues, type LoadedConfig } from './check-values.ts';
import { DEFAULTS } from './config.ts';
import type { KnownNames } from './kinds.ts';
import type { ConfigProblem } from './problem.ts';
import { readConfigText } from './read-text.ts';
import { TomlSource } from './toml-source.ts';

/**
 * Reads a configuration. What is right in it counts, all else has its default. A file that is not there is no problem. Never throws.
 *
 * @param known the columns that there are; without them any name is taken for one
 */
export function loadConfig(path: string, known: KnownNames = {}): LoadedConfig {
  const read = readConfigText(path);
  if ('refusal' in read) return unusable({ line: undefined, column: undefined, key: undefined, text: read.refusal });
  const source = new TomlSource(read.text.replace(/^\ufeff/, ''));
  if (source.fault !== undefined) return unusable({ ...source.fault, key: undefined });
  return checkValues(source, known);
}

function unusable(problem: ConfigProblem): LoadedConfig {
  return { config: DEFAULTS, problems: [problem] };
}
