import type { Theme } from '../theme.ts';
import { drawBlocks } from './block-line.ts';
import { type DrawLine, loadContribLine } from './contrib-line.ts';
import type { Graph } from './graph.ts';

/** The chart needs at least so much to draw anything that can be read. */
const LEAST_COLUMNS = 20;
const LEAST_LINES = 4;

let chart: DrawLine | undefined;
let loading: Promise<void> | undefined;

/** Loads the chart in the background, once a process. Until it is there, and where it cannot be loaded, graphs are drawn with blocks. */
export function loadChart(): Promise<void> {
  loading ??= loadContribLine().then(
    (loaded) => {
      chart = loaded;
    },
    // Without the package the blocks stay: a monitor has no use for a failure here.
    () => {},
  );
  return loading;
}

/** A graph as `height` lines of exactly `width` columns. */
export function renderLine(graph: Graph, width: number, height: number, theme: Theme): string[] {
  if (chart === undefined || !theme.unicode || width < LEAST_COLUMNS || height < LEAST_LINES)
    return drawBlocks(graph, width, height, theme);
  return chart(graph, width, height, theme);
}
