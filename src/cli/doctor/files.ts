import { accessSync, constants, existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cachesOf } from '../../base/caches.ts';
import { configPath, themesPath } from '../../config/config-path.ts';
import { loadConfig } from '../../config/load-config.ts';
import { formatConfigProblem } from '../../config/problem.ts';
import { isThere } from '../../config/read-text.ts';
import { formatBytes } from '../../monitor/draw/format.ts';
import { ThemeShelf } from '../../monitor/theme/theme-shelf.ts';
import { hostCode } from '../../vfs/host-error.ts';
import { distrust } from '../../vfs/private-folder.ts';
import { knownWith } from '../screen-config.ts';
import { type Finding, Findings } from './finding.ts';

/** The files of the user that wasitop has. */
export function fileFindings(environment: Readonly<Record<string, string | undefined>>): readonly Finding[] {
  const findings = new Findings('Files');
  checkCache(findings, environment);
  checkConfig(findings, configPath(environment), new ThemeShelf(themesPath(environment)));
  return findings.list;
}

/** What is said of those files where their disk does not answer. */
export function awayFindings(why: string): readonly Finding[] {
  const findings = new Findings('Files');
  findings.warning('disk', why, 'wasitop starts with its defaults; look at the server of that mount, or unmount it');
  return findings.list;
}

function checkCache(findings: Findings, environment: Readonly<Record<string, string | undefined>>): void {
  const caches = cachesOf(environment);
  if (caches === undefined)
    return findings.warning(
      'cache',
      'there is no place for a cache: each module is prepared anew',
      'set HOME or XDG_CACHE_HOME',
    );
  const path = join(caches, 'wasitop');
  const fault = faultOf(path);
  if (fault !== undefined)
    return findings.warning(
      'cache',
      `${path} is not used: ${fault}`,
      'make it a folder of your own with mode 700, or set XDG_CACHE_HOME; without it all starts take longer',
    );
  const size = existsSync(path) ? heldIn(path) : 'is not there yet';
  findings.note(
    'cache',
    `${path} ${size}`,
    isWritable(path)
      ? undefined
      : `it cannot be written: chown or chmod it, or set XDG_CACHE_HOME; without it each module is prepared anew`,
  );
}

/** Why a folder there is not used; undefined also for what cannot be looked at. */
function faultOf(path: string): string | undefined {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat?.isSymbolicLink()) return 'it is a link';
    return stat?.isDirectory() ? distrust(stat) : undefined;
  } catch (error) {
    if (hostCode(error) === undefined) throw error;
    return undefined;
  }
}

function checkConfig(findings: Findings, path: string, shelf: ThemeShelf): void {
  if (!isThere(path)) {
    const isPlace = isWritable(dirname(path));
    const advice = isPlace
      ? undefined
      : 'it cannot be made there: what is chosen on the screen is forgotten; set WASITOP_CONFIG';
    return findings.note('config', `${path} is not there: all keys have their defaults`, advice);
  }
  const { config, problems } = loadConfig(path, knownWith(shelf));
  const theme = shelf.problemOf(config.screen.theme);
  const texts = problems.map((problem) => formatConfigProblem(path, problem));
  const [first, ...others] = [...texts, ...(theme ? [formatConfigProblem(theme.path, theme.problem)] : [])];
  if (first === undefined) return findings.ok('config', `${path} is right`);
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  findings.warning('config', `${first}${more}`, 'wasitop config check tells all of it');
}

/** Whether files can be made there, or where it would be made. */
function isWritable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return !existsSync(directory) && dirname(directory) !== directory && isWritable(dirname(directory));
  }
}

/** How much a cache has, as far as it may be looked at. */
function heldIn(path: string): string {
  try {
    return `holds ${formatBytes(sizeOf(path))}`;
  } catch (error) {
    const code = hostCode(error);
    if (code === undefined) throw error;
    return `cannot be looked at (${code})`;
  }
}

/** Bytes of all files below. */
function sizeOf(directory: string): number {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const sizes = files.map(({ parentPath, name }) => statSync(join(parentPath, name), { throwIfNoEntry: false })?.size);
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}
