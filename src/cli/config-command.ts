import { existsSync } from 'node:fs';
import { configPath } from '../config/config-path.ts';
import { loadConfig } from '../config/load-config.ts';
import { type ConfigProblem, formatConfigProblem } from '../config/problem.ts';
import { showConfig } from '../config/show-config.ts';
import type { ConfigOptions } from './config-options.ts';
import { KNOWN_COLUMNS } from './screen-config.ts';

/** Prints what is asked of the configuration. @returns the status to exit with. */
export function configCommand(options: ConfigOptions, environment: NodeJS.ProcessEnv): number {
  const path = configPath(environment);
  switch (options.what) {
    case 'path':
      process.stdout.write(`${path}\n`);
      return 0;
    case 'show':
      return show(path);
    case 'check':
      return check(options.file ?? path, options.file !== undefined);
  }
}

function show(path: string): number {
  const { config, problems } = loadConfig(path, KNOWN_COLUMNS);
  complain(path, problems);
  process.stdout.write(showConfig(config));
  return 0;
}

/** @param named whether somebody asked for this very file, which then has to be there */
function check(path: string, named: boolean): number {
  const isThere = existsSync(path);
  if (named && !isThere) {
    process.stderr.write(`${path}: no such file\n`);
    return 1;
  }
  const { problems } = loadConfig(path, KNOWN_COLUMNS);
  complain(path, problems);
  if (problems.length > 0) return 1;
  process.stdout.write(isThere ? `${path} is right\n` : `${path} is not there: all keys have their defaults\n`);
  return 0;
}

function complain(path: string, problems: readonly ConfigProblem[]): void {
  for (const problem of problems) process.stderr.write(`${formatConfigProblem(path, problem)}\n`);
}
