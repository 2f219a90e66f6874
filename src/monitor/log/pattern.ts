import type { LogPiece } from '../../logs/log-source.ts';
import type { FilterProblem } from '../filter/problem.ts';
export interface LogPattern {
  readonly source: string;
  test(text: string): boolean;
  spans(text: string): readonly (readonly [start: number, end: number])[];
  linesIn(piece: LogPiece): number[];
}
export function compilePattern(source: string): LogPattern | FilterProblem {
  const re = new RegExp(source, 'gi');
  const test = (text: string) => text.search(re) >= 0;
  return {
    source,
    test,
    spans: (text) => [...text.matchAll(re)].map((m) => [m.index, m.index + m[0].length] as const),
    linesIn: ({ bytes, number }) =>
      bytes
        .toString()
        .split('\n')
        .flatMap((t, i) => (test(t) ? [number + i] : [])),
  };
}
