import { expect, test } from 'vitest';
import { changeLevels } from '../../../src/host/processes/level-changes.ts';

const RAISED = { tid: 1, from: 0, to: 3 };
const LOWERED = { tid: 2, from: 5, to: 3 };
const OTHER = { tid: 3, from: 1, to: 3 };

/** Threads with levels, of which some may not be changed, or not be lowered. */
class Threads {
  readonly levels = new Map([RAISED, LOWERED, OTHER].map(({ tid, from }) => [tid, from]));
  readonly refusal = new Error('refused');

  readonly #locked: readonly number[];
  readonly #mayLower: boolean;

  constructor(locked: readonly number[], mayLower: boolean) {
    this.#locked = locked;
    this.#mayLower = mayLower;
  }

  readonly set = (tid: number, level: number): void => {
    const lowers = level < (this.levels.get(tid) ?? 0);
    if (this.#locked.includes(tid) || (lowers && !this.#mayLower)) throw this.refusal;
    this.levels.set(tid, level);
  };
}

test('all are made', () => {
  const threads = new Threads([], true);
  expect(changeLevels([RAISED, LOWERED, OTHER], threads.set)).toBeUndefined();
  expect([...threads.levels.values()]).toEqual([3, 3, 3]);
});

test('what may not be lowered is found out before anything is changed', () => {
  const threads = new Threads([], false);
  const failure = changeLevels([RAISED, LOWERED, OTHER], threads.set);
  expect(failure).toEqual({ error: threads.refusal, refused: LOWERED, restored: [], stuck: [] });
  expect([...threads.levels.values()]).toEqual([0, 5, 1]);
});

test('what was changed before is put back', () => {
  const threads = new Threads([OTHER.tid], true);
  const failure = changeLevels([RAISED, LOWERED, OTHER], threads.set);
  expect(failure).toMatchObject({ refused: OTHER, restored: [RAISED, LOWERED], stuck: [] });
  expect([...threads.levels.values()]).toEqual([0, 5, 1]);
});

test('what cannot be put back is told', () => {
  const threads = new Threads([OTHER.tid], false);
  const failure = changeLevels([RAISED, OTHER], threads.set);
  expect(failure).toMatchObject({ refused: OTHER, restored: [], stuck: [RAISED] });
  expect([...threads.levels.values()]).toEqual([3, 5, 1]);
});
