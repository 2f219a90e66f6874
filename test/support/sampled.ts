/**
 * How much a test tries of what has no end: the whole under `npm run soak`, a sample of it in every other run.
 * @param amount in any unit: rounds, lines, milliseconds
 */
export function sampled(amount: { readonly whole: number; readonly sample: number }): number {
  return process.env['WASITOP_SOAK'] === undefined ? amount.sample : amount.whole;
}
