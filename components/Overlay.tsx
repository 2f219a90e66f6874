import { Box } from 'ink';
import { widthOf } from '../src/monitor/text.ts';
import { Lines } from './Lines.tsx';

const SGR = /\u001b\[[\d;]*m/g;

/** A box over the middle of the screen; nothing where there are no lines. */
export function Overlay({
  lines,
  columns,
  rows,
}: {
  readonly lines: readonly string[];
  readonly columns: number;
  readonly rows: number;
}) {
  if (lines.length === 0) return null;
  const width = widthOf((lines[0] ?? '').replace(SGR, ''));
  const left = Math.max(0, Math.floor((columns - width) / 2));
  const top = Math.max(0, Math.floor((rows - lines.length) / 2));
  return (
    <Box position="absolute" marginLeft={left} marginTop={top} width={width} height={lines.length}>
      <Lines lines={lines} />
    </Box>
  );
}
