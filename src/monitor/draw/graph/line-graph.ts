import { drawBlocks } from './block-line.ts';
import { type DrawLine, loadContribLine } from './contrib-line.ts';

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

/** Draws a graph as `height` lines of exactly `width` columns. Another function once the chart is loaded. */
export function lineDrawer(): DrawLine {
  return chart === undefined ? drawBlocks : drawChart;
}

const drawChart: DrawLine = (graph, width, height, theme) => {
  const isTooSmall = width < LEAST_COLUMNS || height < LEAST_LINES;
  const draw = chart === undefined || !theme.unicode || isTooSmall ? drawBlocks : chart;
  return draw(graph, width, height, theme);
};
