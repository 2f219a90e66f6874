import { useMemo, useSyncExternalStore } from 'react';
import { overlaid } from '../src/monitor/draw/overlaid.ts';
import type { MonitorController } from '../src/monitor/state/controller.ts';
import type { Surface } from '../src/monitor/terminal/surface.ts';
import { Canvas } from './Canvas.tsx';

/** The whole screen: exactly as many lines as the terminal has. What they say is worked out elsewhere. */
export function Screen({ controller, surface }: { readonly controller: MonitorController; readonly surface: Surface }) {
  const frame = useSyncExternalStore(controller.subscribe, controller.getFrame);
  const lines = useMemo(() => {
    const { header, tabs, table, log, details, footer, layer, columns } = frame;
    return overlaid([...header, ...tabs, ...table, ...log, ...details, footer], layer, columns);
  }, [frame]);
  return <Canvas surface={surface} columns={frame.columns} lines={lines} />;
}
