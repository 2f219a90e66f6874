import { visible } from '../base/visible.ts';
import { configPath, themesPath } from '../config/config-path.ts';
import { loadConfig } from '../config/load-config.ts';
import { type ConfigProblem, formatConfigProblem } from '../config/problem.ts';
import { isThere } from '../config/read-text.ts';
import { showConfig } from '../config/show-config.ts';
import { ThemeShelf } from '../monitor/theme/theme-shelf.ts';
import type { ConfigOptions } from './config-options.ts';
import { complain, printText } from './print.ts';
import { knownWith } from './screen-config.ts';

/** Prints what is asked of the configuration. @returns the status to exit with. */
export async function configCommand(options: ConfigOptions, environment: NodeJS.ProcessEnv): Promise<number> {
  const path = configPath(environment);
  const shelf = new ThemeShelf(themesPath(environment));
  switch (options.what) {
    case 'path':
      await printText(`${path}\n`);
      return 0;
    case 'show':
      return show(path, shelf);
    case 'check':
      return check(options.file ?? path, options.file !== undefined, shelf);
    case 'themes':
      return list(shelf);
  }
}

async function show(path: string, shelf: ThemeShelf): Promise<number> {
  const { config, problems } = loadConfig(path, knownWith(shelf));
  complainOf(path, problems);
  await printText(showConfig(config));
  return 0;
}

/** @param named whether somebody asked for this very file, which then has to be there */
async function check(path: string, named: boolean, shelf: ThemeShelf): Promise<number> {
  const found = isThere(path);
  if (named && !found) {
    complain(`${path}: no such file`);
    return 1;
  }
  const { problems } = loadConfig(path, knownWith(shelf));
  complainOf(path, problems);
  const areThemesWrong = !named && complainOfThemes(shelf);
  if (problems.length > 0 || areThemesWrong) return 1;
  await printText(found ? `${path} is right\n` : `${path} is not there: all keys have their defaults\n`);
  return 0;
}

/** @returns whether any is wrong */
function complainOfThemes(shelf: ThemeShelf): boolean {
  const { misplaced } = shelf;
  for (const { path, text } of misplaced) complain(`${path}: ${text}`);
  const wrong = shelf.names.filter((name) => {
    const { problems } = shelf.file(name);
    complainOf(shelf.pathOf(name) ?? name, problems);
    return problems.length > 0;
  });
  return misplaced.length + wrong.length > 0;
}

/** Names, what they are, and where those of one's own lie. */
async function list(shelf: ThemeShelf): Promise<number> {
  const { names } = shelf;
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map((name) => {
    const { about: said, problems } = shelf.file(name);
    const about = problems.length > 0 ? 'something is wrong in it: wasitop config check' : visible(said);
    const where = shelf.isOwn(name) ? ` (${shelf.pathOf(name)})` : '';
    return `${`${name.padEnd(width)}  ${about}`.trimEnd()}${where}\n`;
  });
  await printText(lines.join(''));
  return 0;
}

function complainOf(path: string, problems: readonly ConfigProblem[]): void {
  for (const problem of problems) complain(formatConfigProblem(path, problem));
}
