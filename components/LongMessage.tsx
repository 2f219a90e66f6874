import { useCallback } from 'react';
import { type Box, boxLines, placeOf } from '../src/monitor/draw/box.ts';
import { mouseOnMessage } from '../src/monitor/state/mouse.ts';
import { type DialogScreen, Z } from './Dialog.tsx';
import { Lines } from './Lines.tsx';

export interface LongMessageProps {
  readonly box: Box;
  readonly screen: DialogScreen;
}

/** A message that the last line has no room for. Keys and clicks beside it go where they go without it. */
export function LongMessage({ box, screen: { columns, rows, theme, point } }: LongMessageProps) {
  const place = placeOf(box, columns, rows);
  const { left, top, width, height } = place;
  const draw = useCallback(() => boxLines(box, placeOf(box, columns, rows), theme), [box, columns, rows, theme]);
  return (
    <Lines
      position="absolute"
      z={Z.box}
      left={left}
      top={top}
      width={width}
      height={height}
      draw={draw}
      onMouse={(_line, _column, report) => point(mouseOnMessage(report))}
    />
  );
}
