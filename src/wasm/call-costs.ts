import type { BodyScan } from './body-scan.ts';

/** A function whose loop-free call tree weighs more is charged at its entry. */
const FREE_TREE = 1_024;

/** Added to the entry charge of a function with loops: what its loops may leave uncounted when it returns. */
const LOOP_REMAINDER = 256;

/**
 * Decides which functions are charged at their entry, and how much; and adds to each edit what the uncharged
 * functions cost that are called where it pays. Charged are functions that loop, one function at least of every cycle of direct
 * calls, and those whose call tree is heavy as far as it is uncharged; and coarse ones, which may call themselves through a table.
 * @returns the entry charge of each function, 0 for none.
 */
export function entryCharges(bodies: readonly BodyScan[], importedFunctions: number): Uint32Array {
  const charges = new Uint32Array(bodies.length);
  /** What a call costs that the callee does not account for itself. */
  // To begin with what is done before the entry's charge, which holds for those that close a cycle.
  const free = Uint32Array.from(bodies, ({ beginning }) => beginning);
  const costOf = (callee: number) => free[callee - importedFunctions] ?? 0;
  forEachAfterItsCallees(bodies, importedFunctions, (index, closesCycle) => {
    const body = bodies[index] as BodyScan;
    let tree = body.weight;
    for (const callee of body.calls) tree += costOf(callee);
    if (closesCycle || body.hasLoop || body.isCoarse || tree > FREE_TREE) {
      charges[index] = tree + (body.hasLoop ? LOOP_REMAINDER : 1);
    } else free[index] = tree;
  });
  for (const body of bodies) {
    for (const { callee, payer } of body.paidCalls) payer.value += costOf(callee);
  }
  return charges;
}

/**
 * Calls `visit` for each function after those that it calls, as far as there is such an order: depth first. A call to a function
 * that is still being gone through closes a cycle, and no cycle is without such a call.
 */
function forEachAfterItsCallees(
  bodies: readonly BodyScan[],
  importedFunctions: number,
  visit: (index: number, closesCycle: boolean) => void,
): void {
  const state = new Uint8Array(bodies.length);
  const edgeAt = new Int32Array(bodies.length);
  const closes = new Uint8Array(bodies.length);
  const path: number[] = [];

  const calleeAt = (index: number, edge: number): number => {
    const body = bodies[index] as BodyScan;
    const callee = edge < body.calls.length ? body.calls[edge] : body.paidCalls[edge - body.calls.length]?.callee;
    return callee === undefined ? -1 : callee - importedFunctions;
  };

  const enter = (index: number): void => {
    state[index] = OPEN;
    path.push(index);
  };

  const leave = (index: number): void => {
    state[index] = DONE;
    path.pop();
    visit(index, closes[index] === 1);
  };

  for (let root = 0; root < bodies.length; root++) {
    if (state[root] !== NEW) continue;
    enter(root);
    while (path.length > 0) {
      const index = path.at(-1) as number;
      const callee = calleeAt(index, (edgeAt[index] as number)++);
      if (callee < 0) leave(index);
      else if (state[callee] === NEW) enter(callee);
      else if (state[callee] === OPEN) closes[callee] = 1;
    }
  }
}

const NEW = 0;
const OPEN = 1;
const DONE = 2;
