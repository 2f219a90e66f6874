import { Box, type BoxProps, type DOMElement } from 'ink';
import { createContext, memo, useContext, useLayoutEffect, useState } from 'react';
import type { Frames, Region } from '../src/monitor/terminal/region.ts';
import { Surface } from '../src/monitor/terminal/surface.ts';
import { placeOf } from './place-of.ts';

/** The surface that the components below draw on. */
export const SurfaceContext = createContext(new Surface(() => undefined));

export interface LinesProps extends BoxProps {
  /** Gives the box's painted lines, each as wide as the box. It is called again only when it is another function, or the box has another size. */
  readonly draw: Region['draw'];
  /** Boxes with a higher number lie over those with a lower one; 0 where it is left out. */
  readonly z?: number;
  /** What the mouse does on the box, counted from the box's top left corner. */
  readonly onMouse?: Region['onMouse'];
}

/** Laid out anew only when its own props change, not when other lines are drawn in it. */
const StillBox = memo(Box);

/** A box whose content is painted lines. Ink only gives it its place: the lines go to the terminal by the surface. */
export function Lines({ draw, z = 0, onMouse, ...box }: LinesProps) {
  const surface = useContext(SurfaceContext);
  const [{ ref, measure }] = useState(() => placeable(surface));
  useLayoutEffect(() => surface.set(ref, { z, draw, onMouse, measure }));
  return <StillBox ref={ref} flexShrink={0} {...box} />;
}

/** A reference to a box, by which the surface knows it, and a function that finds its place. The surface forgets the box when it is unmounted. */
function placeable(surface: Surface) {
  let node: DOMElement | undefined;
  const ref = (box: DOMElement | null) => {
    node = box ?? undefined;
    return () => {
      node = undefined;
      surface.remove(ref);
    };
  };
  return { ref, measure: (frames: Frames) => node && placeOf(node, frames) };
}
