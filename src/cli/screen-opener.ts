import { openMonitor } from '../../components/open-monitor.tsx';
import type { Monitor, MonitorOptions } from '../monitor/terminal/monitor.ts';
import type { Opening } from './screen-opening.ts';

/** Opens a screen on the terminal. */
export type OpenScreen = (options: MonitorOptions) => Monitor;

/**
 * The screen that is wanted: in words where the command line, else the environment, else the configuration says so. What tells in words
 * is loaded for those alone who want it.
 */
export async function screenOpener({ accessible, loaded: { config } }: Opening): Promise<OpenScreen> {
  const { WASITOP_ACCESSIBLE: wanted, TERM } = process.env;
  const asked = accessible ?? (wanted ? wanted !== '0' : config.screen.accessible);
  if (!asked) return openMonitor;
  const { openSpoken } = await import('../monitor/terminal/open-spoken.ts');
  const dumb = !TERM || TERM === 'dumb';
  return (options) => openSpoken({ ...options, summaryMs: config.accessible.summary, dumb });
}
