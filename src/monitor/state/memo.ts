/** Remembers the last result of a pure function, and makes it anew only when an input is another one. */
export class Memo<Result> {
  #inputs: readonly unknown[] | undefined;
  #result: Result | undefined;

  get(inputs: readonly unknown[], make: () => Result): Result {
    const before = this.#inputs;
    const same = before !== undefined && inputs.every((input, index) => Object.is(input, before[index]));
    if (same) return this.#result as Result;
    this.#result = make();
    this.#inputs = inputs;
    return this.#result;
  }
}
