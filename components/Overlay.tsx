import { Box } from 'ink';
import type { Frame } from '../src/monitor/draw/frame.ts';
import { Lines } from './Lines.tsx';

/** A box over the screen, where it has its place; nothing where there is none. */
export function Overlay({ box }: { readonly box: Frame['layer'] }) {
  if (box === undefined) return null;
  const { left, top, width, height } = box.place;
  return (
    <Box position="absolute" marginLeft={left} marginTop={top} width={width} height={height}>
      <Lines lines={box.lines} />
    </Box>
  );
}
