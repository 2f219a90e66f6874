import { Box } from 'ink';
import { memo, useLayoutEffect } from 'react';
import { overlaid } from '../src/monitor/draw/overlaid.ts';
import { grounded } from '../src/monitor/draw/theme.ts';
import type { MonitorController } from '../src/monitor/state/controller.ts';
import type { Surface } from '../src/monitor/terminal/surface.ts';

/**
 * The whole screen: Ink keeps the room for it, and the lines go to the terminal past Ink, which would look at each letter of all of them in
 * each frame. Made anew with the terminal's size alone: nothing in Ink's tree changes from one frame to the next.
 */
export const Canvas = memo(function Canvas({
  controller,
  surface,
  columns,
  rows,
}: {
  readonly controller: MonitorController;
  readonly surface: Surface;
  readonly columns: number;
  readonly rows: number;
}) {
  useLayoutEffect(() => {
    const show = () => surface.show(linesOf(controller));
    surface.open();
    show();
    const end = controller.subscribe(show);
    return () => {
      end();
      surface.close();
    };
  }, [controller, surface]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size is what makes the terminal forget
  useLayoutEffect(() => surface.forget(), [surface, columns, rows]);
  return <Box width={columns} height={rows} />;
});

/** What the lines say is worked out elsewhere; a box lies over them. */
function linesOf(controller: MonitorController): readonly string[] {
  const { header, tabs, table, log, details, footer, layer, columns, base } = controller.getFrame();
  const lines = overlaid([...header, ...tabs, ...table, ...log, ...details, footer], layer, columns);
  return base === '' ? lines : lines.map((line) => grounded(base, line));
}
