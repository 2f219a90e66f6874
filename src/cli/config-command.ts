import { visible } from '../base/visible.ts';
import { configPath, themesPath } from '../config/config-path.ts';
import { loadConfig } from '../config/load-config.ts';
import { type ConfigProblem, formatConfigProblem } from '../config/problem.ts';
import { isThere } from '../config/read-text.ts';
import { showConfig } from '../config/show-config.ts';
import { ThemeShelf } from '../monitor/theme/theme-shelf.ts';
import type { ConfigOptions } from './config-options.ts';
import { knownWith } from './screen-config.ts';

/** Prints what is asked of the configuration. @returns the status to exit with. */
export function configCommand(options: ConfigOptions, environment: NodeJS.ProcessEnv): number {
  const path = configPath(environment);
  const shelf = new ThemeShelf(themesPath(environment));
  switch (options.what) {
    case 'path':
      process.stdout.write(`${path}\n`);
      return 0;
    case 'show':
      return show(path, shelf);
    case 'check':
      return check(options.file ?? path, options.file !== undefined, shelf);
    case 'themes':
      return list(shelf);
  }
}

function show(path: string, shelf: ThemeShelf): number {
  const { config, problems } = loadConfig(path, knownWith(shelf));
  complain(path, problems);
  process.stdout.write(showConfig(config));
  return 0;
}

/** @param named whether somebody asked for this very file, which then has to be there */
function check(path: string, named: boolean, shelf: ThemeShelf): number {
  const found = isThere(path);
  if (named && !found) {
    process.stderr.write(`${path}: no such file\n`);
    return 1;
  }
  const { problems } = loadConfig(path, knownWith(shelf));
  complain(path, problems);
  const themes = named ? [] : complainOfThemes(shelf);
  if (problems.length > 0 || themes.length > 0) return 1;
  process.stdout.write(found ? `${path} is right\n` : `${path} is not there: all keys have their defaults\n`);
  return 0;
}

/** @returns the names of the wrong ones */
function complainOfThemes(shelf: ThemeShelf): string[] {
  return shelf.names.filter((name) => {
    const { problems } = shelf.file(name);
    complain(shelf.pathOf(name) ?? name, problems);
    return problems.length > 0;
  });
}

/** Names, what they are, and where those of one's own lie. */
function list(shelf: ThemeShelf): number {
  const { names } = shelf;
  const width = Math.max(...names.map((name) => name.length));
  for (const name of names) {
    const about = visible(shelf.file(name).about);
    const where = shelf.isOwn(name) ? ` (${shelf.pathOf(name)})` : '';
    process.stdout.write(`${`${name.padEnd(width)}  ${about}`.trimEnd()}${where}\n`);
  }
  return 0;
}

function complain(path: string, problems: readonly ConfigProblem[]): void {
  for (const problem of problems) process.stderr.write(`${formatConfigProblem(path, problem)}\n`);
}
