import type { ManifestNews } from '../manifest/manifest-news.ts';
import type { Plan } from '../manifest/plan.ts';
import { stampOf } from './file-stamp.ts';
import { hostPaths } from './host-paths.ts';

/** What a disk can be asked for, in a thread or a process that may wait as long as it wants. Arguments and results are plain values. */
export const JOBS = {
  /** Nothing: an answer says that it answers. */
  ping: () => {},
  paths: hostPaths,
  stamp: stampOf,
  /** Loaded for those alone who have a manifest. */
  manifestNews: async (running: Plan): Promise<ManifestNews | undefined> => {
    const { newsOf } = await import('../manifest/manifest-news.ts');
    return newsOf(running);
  },
};

export type Jobs = typeof JOBS;
export type JobName = keyof Jobs;
