import { readConfigText } from '../config/read-text.ts';
import { stampOf } from './file-stamp.ts';
import { hostPaths } from './host-paths.ts';

/** What a disk can be asked for, in a thread or a process that may wait as long as it wants. Arguments and results are plain values. */
export const JOBS = {
  /** Nothing: an answer says that it answers. */
  ping: () => {},
  paths: hostPaths,
  text: readConfigText,
  stamp: stampOf,
};

export type Jobs = typeof JOBS;
export type JobName = keyof Jobs;
