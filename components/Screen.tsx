import { Box } from 'ink';
import { useMemo, useSyncExternalStore } from 'react';
import type { MonitorController } from '../src/monitor/state/controller.ts';
import { Lines } from './Lines.tsx';
import { Overlay } from './Overlay.tsx';

/** The whole screen: exactly as many lines as the terminal has. What they say is worked out elsewhere. */
export function Screen({ controller }: { readonly controller: MonitorController }) {
  const frame = useSyncExternalStore(controller.subscribe, controller.getFrame);
  const lines = useMemo(() => [...frame.header, ...frame.tabs, ...frame.table, ...frame.log, ...frame.details, frame.footer], [frame]);
  return (
    <Box flexDirection="column" width={frame.columns} height={lines.length} overflow="hidden">
      <Lines lines={lines} />
      <Overlay box={frame.layer} />
    </Box>
  );
}
