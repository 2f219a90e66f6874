import type { Dispatch, MonitorSource } from '../../src/monitor/data/source.ts';
import { MonitorController } from '../../src/monitor/state/controller.ts';

const nothing = (): void => {};

/** A screen that is worked out in full, and drawn on no terminal. */
export function unseenScreen(source: MonitorSource, dispatch: Dispatch, columns = 120, rows = 40): MonitorController {
  return new MonitorController({
    source,
    dispatch,
    host: {
      quit: nothing,
      redraw: nothing,
      suspend: nothing,
      mouse: nothing,
      copy: nothing,
      run: async () => '',
      chosen: nothing,
      open: async () => '',
    },
    keeper: { save: async () => '', export: async () => '' },
    columns,
    rows,
  });
}
