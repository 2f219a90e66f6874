import { useCallback } from 'react';
import { type Box, boxLines, placeOf, textAt } from '../src/monitor/draw/box.ts';
import type { Theme } from '../src/monitor/draw/theme.ts';
import { mouseBesideBox, mouseOnBox } from '../src/monitor/state/mouse.ts';
import { Lines } from './Lines.tsx';
import type { Point } from './point.ts';

/** What a dialog needs to know of the screen that it lies over. */
export interface DialogScreen {
  readonly columns: number;
  readonly rows: number;
  readonly theme: Theme;
  readonly point: Point;
}

export interface DialogProps {
  readonly box: Box;
  readonly screen: DialogScreen;
}

/** What lies over the panes, and what lies over that. */
export const Z = { beside: 1, box: 2 } as const;

/** A box with a title and texts over the screen. A click chooses one of the texts; one beside the box closes it. */
export function Dialog({ box, screen: { columns, rows, theme, point } }: DialogProps) {
  const { left, top, width, height, first } = placeOf(box, columns, rows);
  const draw = useCallback(
    () => boxLines(box, { left, top, width, height, first }, theme),
    [box, left, top, width, height, first, theme],
  );
  return (
    <>
      <Lines
        position="absolute"
        z={Z.beside}
        width={columns}
        height={rows}
        draw={drawNothing}
        onMouse={(_line, _column, report) => point(mouseBesideBox(report))}
      />
      <Lines
        position="absolute"
        z={Z.box}
        left={left}
        top={top}
        width={width}
        height={height}
        draw={draw}
        onMouse={(line, column, report) =>
          point(mouseOnBox(textAt(box, { left, top, width, height, first }, line, column), report))
        }
      />
    </>
  );
}

const NO_LINES: readonly string[] = [];

/** What is beside the box stays as it is. */
function drawNothing(): readonly string[] {
  return NO_LINES;
}
