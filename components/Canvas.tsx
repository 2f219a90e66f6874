import { Box } from 'ink';
import { memo, useEffect, useLayoutEffect } from 'react';
import type { Surface } from '../src/monitor/terminal/surface.ts';

/** The room that Ink keeps free. Made anew with its size alone: Ink lays out and compares the whole screen after each change in its tree. */
const Room = memo(function Room({ columns, rows }: { readonly columns: number; readonly rows: number }) {
  return <Box width={columns} height={rows} />;
});

/** Lines that go to the terminal as they are, past Ink, which would look at each letter of all of them in each frame. */
export function Canvas({
  surface,
  columns,
  lines,
}: {
  readonly surface: Surface;
  readonly columns: number;
  readonly lines: readonly string[];
}) {
  useLayoutEffect(() => {
    surface.open();
    return () => surface.close();
  }, [surface]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size is what makes the terminal forget
  useLayoutEffect(() => surface.forget(), [surface, columns, lines.length]);
  useEffect(() => surface.show(lines), [surface, lines]);
  return <Room columns={columns} rows={lines.length} />;
}
