import { DOT } from './text.ts';
import { grounded, type Theme } from './theme.ts';

/** What is done to each painted line before it is written: a theme's own base is laid below it; without Unicode the dot in the place of harmful letters is one of ASCII. */
export function lineFinisher({ base, unicode }: Theme): (line: string) => string {
  const written = (line: string): string => (unicode ? line : line.replaceAll(DOT, '.'));
  return base === '' ? written : (line) => grounded(base, written(line));
}
