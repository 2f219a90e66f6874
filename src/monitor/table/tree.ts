import { isSameRow, type Row, type RowKey, type Tab } from '../data/row.ts';
import type { Scale } from './column.ts';
import { type Sort, sortRows } from './sort.ts';

/** Where a row stands in the tree. */
export interface Branch {
  /** The branch that it grows from; undefined for a root. */
  readonly from: Branch | undefined;
  /** Whether there are more rows below it that grow from there. */
  readonly more: boolean;
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
  /** Rows below it. */
  below: number;
}

/** A node that is yet to be placed. */
interface Pending {
  readonly node: Node;
  readonly row: Row;
  readonly from: Branch | undefined;
  readonly more: boolean;
}

/**
 * Arranges rows as children under their parents; siblings are sorted. A folded row stands for all below it, with the sum of their CPU,
 * memory and rates. Where the parent is not among the rows the row is a root. Chains may be as deep as there are processes.
 */
export function treeOf(tab: Tab, rows: readonly Row[], sort: Sort, folds: Folds, scale: Scale): Tree {
  const tree = { rows: [] as Row[], branches: [] as Branch[] };
  const pending: Pending[] = [];
  const add = (siblings: readonly Node[], from: Branch | undefined): void => {
    const shown = new Map(siblings.map((node) => [shownRow(node, folds), node]));
    const sorted = sortRows(tab, [...shown.keys()], sort, scale);
    for (let index = sorted.length - 1; index >= 0; index--) {
      const row = sorted[index];
      const node = row && shown.get(row);
      if (row !== undefined && node !== undefined) pending.push({ node, row, from, more: index < sorted.length - 1 });
    }
  };
  add(rootsOf(rows), undefined);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, row, from, more } = next;
    const branch = { from, more, below: node.below, folded: isFolded(folds, row) && node.below > 0 };
    tree.rows.push(row);
    tree.branches.push(branch);
    if (!branch.folded) add(node.children, branch);
  }
  return tree;
}

function rootsOf(rows: readonly Row[]): Node[] {
  const nodes = rows.map((row): Node => ({ row, children: [], below: 0 }));
  const roots: Node[] = [];
  // One that has ended may have left its PID to another one: children belong to that which lives.
  const parents = new Map(nodes.toSorted(endedFirst).map((node) => [node.row.pid, node]));
  for (const node of nodes) {
    const parent = parents.get(node.row.parent);
    if (parent !== undefined && mayBeParent(parent.row, node.row)) parent.children.push(node);
    else roots.push(node);
  }
  const all = withDescendants(roots);
  for (const node of all.toReversed()) node.below = node.children.reduce((sum, { below }) => sum + 1 + below, 0);
  if (all.length === nodes.length) return roots;
  // A torn picture may have parents that go in a circle: no root leads to them.
  const reached = new Set(all);
  const lost = nodes.filter((node) => !reached.has(node));
  return [...roots, ...lost.map(({ row }) => ({ row, children: [], below: 0 }))];
}

/** Nobody is older than the parent: a PID that is another's by now is nobody's parent. Starts are rounded to ticks. */
function mayBeParent(parent: Row, child: Row): boolean {
  return parent !== child && parent.startedAt <= child.startedAt + TICK_MS;
}

const TICK_MS = 10;

function endedFirst(a: Node, b: Node): number {
  return Number(a.row.reason === undefined) - Number(b.row.reason === undefined);
}

/** What has ended takes nothing any more. */
function shownRow(node: Node, folds: Folds): Row {
  const { row } = node;
  if (!isFolded(folds, row) || node.children.length === 0) return row;
  const all = withDescendants([node]).map((one) => one.row);
  const living = all.filter((one) => one === row || one.reason === undefined);
  const sum = (figure: (one: Row) => number) => living.reduce((total, one) => total + figure(one), 0);
  return {
    ...row,
    cpu: sum(({ cpu }) => cpu),
    memory: sum(({ memory }) => memory),
    time: sum(({ time }) => time),
    readRate: sum(({ readRate }) => readRate ?? 0),
    writeRate: sum(({ writeRate }) => writeRate ?? 0),
  };
}

/** Nodes and all below them, parents before their children. */
function withDescendants(nodes: readonly Node[]): Node[] {
  const found = [...nodes];
  for (const { children } of found) for (const child of children) found.push(child);
  return found;
}

/** A row and all below it. */
export function subtree(rows: readonly Row[], root: RowKey): Row[] {
  const children = Map.groupBy(rows, ({ parent }) => parent);
  const found = new Set(rows.filter((row) => isSameRow(row, root)));
  for (const row of found)
    for (const child of children.get(row.pid) ?? []) if (mayBeParent(row, child)) found.add(child);
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
