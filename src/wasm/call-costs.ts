import type { BodyScan } from './code-scan.ts';

/** A function whose loop-free call tree weighs more is charged at its entry. */
const FREE_TREE = 1_024;

/** Added to the entry charge of a function with loops: what its loops may leave uncounted when it returns. */
const LOOP_REMAINDER = 256;

/** No entry is charged more, however large the function: larger ones have charges inside. */
const MOST = 20_000;

/**
 * Decides which functions are charged at their entry, and how much; and adds to each edit what the uncharged
 * functions cost that are called where it pays. Charged are functions that loop, functions that can reach themselves by direct calls
 * (strongly connected components, Tarjan 1972), and those whose loop-free call tree is heavy.
 * @returns the entry charge of each function, 0 for none.
 */
export function entryCharges(bodies: readonly BodyScan[], importedFunctions: number): Uint32Array {
  const charges = new Uint32Array(bodies.length);
  /** What a call costs that the callee does not account for itself. */
  const free = new Uint32Array(bodies.length);
  const costOf = (callee: number) => free[callee - importedFunctions] ?? 0;
  forEachComponent(bodies, importedFunctions, (component, isCycle) => {
    // What is paid inside a function does not cover what it does before that place.
    for (const index of component) {
      const body = bodies[index] as BodyScan;
      if (isCycle || body.hasLoop) free[index] = body.beginning;
    }
    for (const index of component) {
      const body = bodies[index] as BodyScan;
      let tree = body.weight;
      for (const callee of body.calls) tree += costOf(callee);
      if (isCycle || body.hasLoop || tree > FREE_TREE) {
        charges[index] = Math.min(MOST, tree + (body.hasLoop ? LOOP_REMAINDER : 1));
        free[index] = body.beginning;
      } else free[index] = tree;
    }
  });
  for (const body of bodies) {
    for (const { callee, payer } of body.paidCalls) payer.value += costOf(callee);
  }
  return charges;
}

/** Calls `visit` with the strongly connected components of the call graph, callees before their callers. */
function forEachComponent(
  bodies: readonly BodyScan[],
  importedFunctions: number,
  visit: (component: readonly number[], isCycle: boolean) => void,
): void {
  const order = new Int32Array(bodies.length);
  const low = new Int32Array(bodies.length);
  const onStack = new Uint8Array(bodies.length);
  const edgeAt = new Int32Array(bodies.length);
  const stack: number[] = [];
  const path: number[] = [];
  let counter = 0;

  const calleeAt = (index: number, edge: number): number => {
    const body = bodies[index] as BodyScan;
    const callee = edge < body.calls.length ? body.calls[edge] : body.paidCalls[edge - body.calls.length]?.callee;
    return callee === undefined ? -1 : callee - importedFunctions;
  };

  const enter = (index: number): void => {
    order[index] = low[index] = ++counter;
    onStack[index] = 1;
    stack.push(index);
    path.push(index);
  };

  const leave = (index: number): void => {
    path.pop();
    const caller = path.at(-1);
    if (caller !== undefined) low[caller] = Math.min(low[caller] as number, low[index] as number);
    if (low[index] !== order[index]) return;
    const component = stack.splice(stack.lastIndexOf(index));
    for (const member of component) onStack[member] = 0;
    visit(component, component.length > 1 || callsItself(index));
  };

  const callsItself = (index: number): boolean => {
    for (let edge = 0; ; edge++) {
      const callee = calleeAt(index, edge);
      if (callee < 0 || callee === index) return callee === index;
    }
  };

  for (let root = 0; root < bodies.length; root++) {
    if (order[root] !== 0) continue;
    enter(root);
    while (path.length > 0) {
      const index = path.at(-1) as number;
      const callee = calleeAt(index, (edgeAt[index] as number)++);
      if (callee < 0) leave(index);
      else if (callee >= bodies.length) continue;
      else if (order[callee] === 0) enter(callee);
      else if (onStack[callee]) low[index] = Math.min(low[index] as number, order[callee] as number);
    }
  }
}
