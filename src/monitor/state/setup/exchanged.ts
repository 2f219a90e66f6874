/** A list with two places exchanged; undefined where there is nothing to exchange with. */
export function exchanged<T>(list: readonly T[], from: number, to: number): readonly T[] | undefined {
  const [one, other] = [list[from], list[to]];
  if (one === undefined || other === undefined) return undefined;
  return list.with(from, other).with(to, one);
}
