import type { FileTail } from './file-tail.ts';
import { labelsOf } from './labels.ts';
import type { TailState } from './path-state.ts';

/** One file as others see it. */
export interface TailedFile {
  /** Its log in the sink. */
  readonly key: number;
  readonly path: string;
  /** The shortest end of the path that tells it from the others. */
  readonly label: string;
  readonly state: TailState;
  /** Why it is not followed, in words. */
  readonly problem?: string;
}

/** What others see of tails. */
export function describeTails(tails: readonly FileTail[]): TailedFile[] {
  const labels = labelsOf(tails.map(({ path }) => path));
  return tails.map(({ key, path, state, problem }) => ({
    key,
    path,
    label: labels.get(path) ?? path,
    state,
    ...(problem === undefined ? {} : { problem }),
  }));
}
