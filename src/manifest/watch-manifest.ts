import { dirname, join, resolve } from 'node:path';
import { watch } from 'chokidar';
import { changesOf } from './changes.ts';
import { checkModules } from './check-modules.ts';
import type { Plan } from './plan.ts';
import { formatProblem, ManifestError } from './problem.ts';
import { restartsOf } from './restarts.ts';

/** What a manifest, or a module of it, became on the disk. */
export interface ManifestNews {
  /** What the manifest says now; undefined where it cannot be used, or says nothing else than before. */
  readonly plan: Plan | undefined;
  /** What would change, or what is wrong, as lines. */
  readonly lines: readonly string[];
}

/** Editors write a file in several steps: milliseconds to wait for the last one. */
const SETTLE_MS = 150;

/**
 * Watches a manifest and the modules of its entries, but for those that say `watch: false`. Tells what is new; undefined when all is
 * as the running plan says again. @returns a function that ends it.
 */
export function watchManifest(
  running: () => Plan,
  read: () => Plan,
  tell: (news: ManifestNews | undefined) => void,
): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let wanted = filesOf(running());
  // Directories, since editors put a new file in the place of the old one; of what is in them, our files alone.
  const watcher = watch([...foldersOf(wanted)], {
    depth: 0,
    ignoreInitial: true,
    ignored: (path) => !wanted.has(path) && !foldersOf(wanted).has(path),
  });
  const look = async (): Promise<void> => {
    const news = await newsOf(running(), read);
    wanted = new Set([...filesOf(running()), ...(news?.plan === undefined ? [] : filesOf(news.plan))]);
    watcher.add([...foldersOf(wanted)]);
    tell(news);
  };
  // A folder that may not be read, or too many watches: a change is not seen then, and all else goes on.
  watcher.on('error', () => {});
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), SETTLE_MS);
  });
  return async () => {
    clearTimeout(timer);
    await watcher.close();
  };
}

function filesOf({ file, entries }: Plan): Set<string> {
  const modules = [...entries.values()].filter((entry) => entry.watch).map(({ fs, path }) => join(fs.directory, path));
  return new Set([resolve(file), ...modules]);
}

function foldersOf(files: ReadonlySet<string>): Set<string> {
  return new Set([...files].map((file) => dirname(file)));
}

async function newsOf(running: Plan, read: () => Plan): Promise<ManifestNews | undefined> {
  try {
    const plan = read();
    const faults = (await checkModules(plan)).map((problem) => `! ${formatProblem(plan.file, problem)}`);
    const changes = changeLines(running, plan);
    const lines = [...changes, ...faults];
    return lines.length === 0 ? undefined : { plan: changes.length === 0 ? undefined : plan, lines };
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return { plan: undefined, lines: error.message.split('\n') };
  }
}

function changeLines(before: Plan, after: Plan): string[] {
  const { added, removed, changed, workers } = changesOf(before, after);
  const { start } = restartsOf(before, after);
  const starts = (id: string, word: string) => (start.includes(id) ? `, ${word}` : '');
  return [
    ...added.map((id) => `+ ${id}${starts(id, 'starts')}`),
    ...removed.map((id) => `- ${id}, ends`),
    ...changed.map(({ id, keys }) => `~ ${id}: ${keys.join(', ')}${starts(id, 'starts anew')}`),
    ...(workers ? ['~ workers: with the next start of wasitop'] : []),
  ];
}
