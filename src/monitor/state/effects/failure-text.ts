import { clean } from '../../draw/text.ts';

/** What to say where some of several things failed, or all. */
export function failureText(reasons: readonly unknown[], of: number): string {
  const [first] = reasons;
  const text = clean(first instanceof Error ? first.message : String(first));
  return of === 1 ? text : `${reasons.length} of ${of} failed: ${text}`;
}
