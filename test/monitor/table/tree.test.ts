import { expect, test } from 'vitest';
import { subtree, treeOf } from '../../../src/monitor/table/tree.ts';
import { processOf } from '../../components/fake-source.ts';

const SORT = { column: 'pid', descending: false };
const SCALE = { cores: 1, memory: 1 };
const NO_FOLDS = new Map<number, number>();

test('a chain of 20,000 processes is a tree as any other', () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => processOf({ pid: index + 1, parent: index }));
  const tree = treeOf('host', rows, SORT, NO_FOLDS, SCALE);
  expect(tree.rows).toHaveLength(20_000);
  expect(tree.branches[0]).toMatchObject({ from: undefined, below: 19_999 });
  const folded = treeOf('host', rows, SORT, new Map([[1, 1_000_000]]), SCALE);
  expect(folded.rows.map(({ pid, memory }) => [pid, memory])).toEqual([[1, 20_000 * 1024 ** 2]]);
});

test('parents that go in a circle are seen, each once', () => {
  const rows = [processOf({ pid: 5, parent: 6 }), processOf({ pid: 6, parent: 5 }), processOf({ pid: 7, parent: 7 })];
  const { rows: shown } = treeOf('host', rows, SORT, NO_FOLDS, SCALE);
  expect(shown.map(({ pid }) => pid).toSorted()).toEqual([5, 6, 7]);
});

test('one that has the PID of a parent by now is no parent of those who are older', () => {
  const old = processOf({ pid: 50, parent: 100, startedAt: 1_000 });
  const reused = processOf({ pid: 100, startedAt: 5_000 });
  expect(subtree([old, reused], reused).map(({ pid }) => pid)).toEqual([100]);
  expect(treeOf('host', [old, reused], SORT, NO_FOLDS, SCALE).branches.map(({ from }) => from)).toEqual([
    undefined,
    undefined,
  ]);
});

test('a folded branch has what those who live take, and nothing of those who ended', () => {
  const rows = [
    processOf({ pid: 1, memory: 1, cpu: 0.1 }),
    processOf({ pid: 2, parent: 1, memory: 10, cpu: 0.2 }),
    processOf({ pid: 3, parent: 1, memory: 1_000, cpu: 0, reason: 'ended' }),
  ];
  const [row] = treeOf('host', rows, SORT, new Map([[1, 1_000_000]]), SCALE).rows;
  expect(row?.memory).toBe(11);
  expect(row?.cpu).toBeCloseTo(0.3);
});
