import type { Perform } from '../src/monitor/state/view.ts';

/** Does what the mouse means at a place of the screen. */
export type Point = (action: Perform) => void;
