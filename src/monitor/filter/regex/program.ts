import type { Node } from './syntax.ts';

/** A step: look at one letter, go on at two places, check where we are, or be done. Every step but `split` and `jump` goes on at the next. */
export type Step =
  | { readonly op: 'atom'; readonly source: string }
  | { readonly op: 'split'; readonly to: readonly number[] }
  | { readonly op: 'start' | 'end' | 'boundary' | 'inside' }
  | { readonly op: 'done' };

/** In the worst case the time per letter grows with the pieces. Counted repetitions are written out, each as often as it has to come. */
const MOST_PIECES = 250;

/** Lays a tree out as steps, or undefined if it has more than 250 pieces, repetitions written out. */
export function programOf(node: Node): Step[] | undefined {
  const writer = new Writer();
  writer.write(node);
  writer.steps.push({ op: 'done' });
  return writer.full ? undefined : writer.steps;
}

class Writer {
  readonly steps: Step[] = [];
  /** Pieces, not steps: empty groups have none, and `(){999}` within itself would take for ever. */
  #written = 0;

  get full(): boolean {
    return this.#written > MOST_PIECES;
  }

  write(node: Node): void {
    if (this.full) return;
    this.#written++;
    if (node.kind === 'atom') this.steps.push({ op: 'atom', source: node.source });
    else if (node.kind === 'all') for (const part of node.of) this.write(part);
    else if (node.kind === 'any') this.#choose(node.of);
    else if (node.kind === 'repeat') this.#repeat(node.of, node.least, node.most);
    else this.steps.push({ op: node.kind });
  }

  #choose(ways: readonly Node[]): void {
    const [first, ...others] = ways;
    if (first === undefined || others.length === 0) return first && this.write(first);
    const split = this.#reserve();
    this.write(first);
    const jump = this.#reserve();
    this.#split(split, [split + 1, this.steps.length]);
    this.#choose(others);
    this.#split(jump, [this.steps.length]);
  }

  #repeat(node: Node, least: number, most: number): void {
    for (let i = 0; i < least && !this.full; i++) this.write(node);
    if (most === Number.POSITIVE_INFINITY) return this.#loop(node);
    const splits: number[] = [];
    for (let i = least; i < most && !this.full; i++) {
      splits.push(this.#reserve());
      this.write(node);
    }
    for (const split of splits) this.#split(split, [split + 1, this.steps.length]);
  }

  #loop(node: Node): void {
    const split = this.#reserve();
    this.write(node);
    this.steps.push({ op: 'split', to: [split] });
    this.#split(split, [split + 1, this.steps.length]);
  }

  #reserve(): number {
    return this.steps.push({ op: 'split', to: [] }) - 1;
  }

  #split(at: number, to: readonly number[]): void {
    this.steps[at] = { op: 'split', to };
  }
}
