import { SysError } from '../base/sys-error.ts';
import type { LoadedConfig } from '../config/check-values.ts';
import { DEFAULTS } from '../config/config.ts';
import { themesPath } from '../config/config-path.ts';
import type { Disks } from '../disk/disks.ts';
import { historyPath } from './command-history.ts';
import { complain } from './print.ts';

/** Milliseconds after which it is said that the start waits. */
const PATIENCE_MS = 1_000;

/** What a person keeps: the configuration, themes, and the lines of the command line. */
export function keptIn(config: string): readonly string[] {
  return [config, themesPath(process.env), historyPath(process.env)];
}

/** Waits for the disks of files, and says so. @returns why one of them does not answer; undefined where all can be read */
export async function whyAway(
  disks: Disks,
  what: string,
  paths: readonly string[],
  limitMs?: number,
): Promise<string | undefined> {
  const timer = setTimeout(() => complain(`wasitop: waiting for the disk of ${what} ...`), PATIENCE_MS);
  try {
    await disks.answer(paths, limitMs);
    return undefined;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return error.message;
  } finally {
    clearTimeout(timer);
  }
}

/** The defaults, and why the configuration is not used, while its disk does not answer. */
export function awayConfig(why: string): LoadedConfig {
  return { config: DEFAULTS, problems: [{ line: undefined, column: undefined, key: undefined, text: why }] };
}
