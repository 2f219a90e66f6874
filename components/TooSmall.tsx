import { Box } from 'ink';
import { useCallback } from 'react';
import { fitTo } from '../src/monitor/draw/text.ts';
import { LEAST_COLUMNS, LEAST_ROWS } from '../src/monitor/state/layout.ts';
import type { Size } from '../src/monitor/terminal/region.ts';
import { Lines } from './Lines.tsx';

export interface TooSmallProps {
  readonly columns: number;
  readonly rows: number;
}

/** What stands on a terminal that has no room for anything. */
export function TooSmall({ columns, rows }: TooSmallProps) {
  const draw = useCallback(
    ({ width }: Size) => [fitTo(`too small: ${LEAST_COLUMNS}x${LEAST_ROWS} at least`, width)],
    [],
  );
  return (
    <Box position="absolute" width={columns} height={rows} flexDirection="column" justifyContent="flex-end">
      <Lines height={1} draw={draw} />
    </Box>
  );
}
