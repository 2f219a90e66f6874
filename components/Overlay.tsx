import { Box } from 'ink';
import { widthOf } from '../src/monitor/draw/text.ts';
import { Lines } from './Lines.tsx';

const SGR = /\u001b\[[\d;]*m/g;

/** A box over the middle of the screen, or right above its last line; nothing where there are no lines. */
export function Overlay({
  lines,
  at,
  columns,
  rows,
}: {
  readonly lines: readonly string[];
  readonly at: 'middle' | 'bottom';
  readonly columns: number;
  readonly rows: number;
}) {
  if (lines.length === 0) return null;
  const width = widthOf((lines[0] ?? '').replace(SGR, ''));
  const left = at === 'middle' ? Math.max(0, Math.floor((columns - width) / 2)) : 0;
  const top = Math.max(0, at === 'middle' ? Math.floor((rows - lines.length) / 2) : rows - 1 - lines.length);
  return (
    <Box position="absolute" marginLeft={left} marginTop={top} width={width} height={lines.length}>
      <Lines lines={lines} />
    </Box>
  );
}
