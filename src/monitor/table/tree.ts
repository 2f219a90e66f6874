import { isSameRow, type Row, type RowKey, type Tab } from '../data/row.ts';
import type { Scale } from './column.ts';
import { type Sort, sortRows } from './sort.ts';

/** Where a row stands in the tree. */
export interface Branch {
  /** For each step down from a root whether there are more rows below on that line; the last one is the row's own. */
  readonly rails: readonly boolean[];
  /** Rows below it, theirs included. */
  readonly below: number;
  readonly folded: boolean;
}

/** Rows in the order of the tree, and the place of each in it. */
export interface Tree {
  readonly rows: readonly Row[];
  readonly branches: readonly Branch[];
}

/** The PIDs whose children are hidden, with their starts. */
export type Folds = ReadonlyMap<number, number>;

export function isFolded(folds: Folds, { pid, startedAt }: RowKey): boolean {
  return folds.get(pid) === startedAt;
}

interface Node {
  readonly row: Row;
  readonly children: Node[];
  /** Rows below it; -1 until they are counted. */
  below: number;
}

/**
 * Arranges rows as children under their parents; siblings are sorted. A folded row stands for all below it, with the sum of their CPU,
 * memory and rates. Where the parent is not among the rows the row is a root.
 */
export function treeOf(tab: Tab, rows: readonly Row[], sort: Sort, folds: Folds, scale: Scale): Tree {
  const tree = { rows: [] as Row[], branches: [] as Branch[] };
  const place = (siblings: readonly Node[], rails: readonly boolean[]): void => {
    const shown = new Map(siblings.map((node) => [shownRow(node, folds), node]));
    const sorted = sortRows(tab, [...shown.keys()], sort, scale);
    for (const [index, row] of sorted.entries()) {
      const node = shown.get(row);
      if (node === undefined) continue;
      const own = [...rails, index < sorted.length - 1];
      const folded = isFolded(folds, row) && node.below > 0;
      tree.rows.push(row);
      tree.branches.push({ rails: own, below: node.below, folded });
      if (!folded) place(node.children, own);
    }
  };
  place(rootsOf(rows), []);
  return tree;
}

function rootsOf(rows: readonly Row[]): Node[] {
  const nodes = rows.map((row): Node => ({ row, children: [], below: -1 }));
  const roots: Node[] = [];
  // One that has ended may have left its PID to another one: children belong to that which lives.
  const parents = new Map(nodes.toSorted(endedFirst).map((node) => [node.row.pid, node]));
  for (const node of nodes) {
    const parent = parents.get(node.row.parent);
    (parent === undefined || parent === node ? roots : parent.children).push(node);
  }
  for (const root of roots) countBelow(root);
  // A torn picture may have parents that go in a circle: no root leads to them.
  const lost = nodes.filter(({ below }) => below < 0);
  return [...roots, ...lost.map(({ row }) => ({ row, children: [], below: 0 }))];
}

function endedFirst(a: Node, b: Node): number {
  return Number(a.row.reason === undefined) - Number(b.row.reason === undefined);
}

function countBelow(node: Node): number {
  node.below = node.children.reduce((sum, child) => sum + 1 + countBelow(child), 0);
  return node.below;
}

function shownRow(node: Node, folds: Folds): Row {
  const { row } = node;
  if (!isFolded(folds, row) || node.children.length === 0) return row;
  const all = withDescendants(node).map((one) => one.row);
  const sum = (figure: (one: Row) => number) => all.reduce((total, one) => total + figure(one), 0);
  return {
    ...row,
    cpu: sum(({ cpu }) => cpu),
    memory: sum(({ memory }) => memory),
    time: sum(({ time }) => time),
    readRate: sum(({ readRate }) => readRate ?? 0),
    writeRate: sum(({ writeRate }) => writeRate ?? 0),
  };
}

function withDescendants(node: Node): Node[] {
  return [node, ...node.children.flatMap(withDescendants)];
}

/** A row and all below it. */
export function subtree(rows: readonly Row[], root: RowKey): Row[] {
  const children = Map.groupBy(rows, ({ parent }) => parent);
  const found = new Set(rows.filter((row) => isSameRow(row, root)));
  for (const { pid } of found) for (const child of children.get(pid) ?? []) found.add(child);
  return [...found];
}

/** The row that stands for one of them: of those it is below the outermost that is folded, else itself. */
export function standIn(rows: readonly Row[], row: Row, folds: Folds): Row {
  const byPid = new Map(rows.map((one) => [one.pid, one]));
  const passed = new Set([row]);
  let shown = row;
  for (let one = byPid.get(row.parent); one !== undefined && !passed.has(one); one = byPid.get(one.parent)) {
    passed.add(one);
    if (isFolded(folds, one)) shown = one;
  }
  return shown;
}
