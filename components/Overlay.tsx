import { useMemo } from 'react';
import { messageBox, STDIN_BOX } from '../src/monitor/draw/dialogs.ts';
import type { Theme } from '../src/monitor/draw/theme.ts';
import { topLayer } from '../src/monitor/state/layers/layer-stack.ts';
import type { ScreenState } from '../src/monitor/state/screen-state.ts';
import type { View } from '../src/monitor/state/view.ts';
import { CommandPalette } from './CommandPalette.tsx';
import { Confirm } from './Confirm.tsx';
import { Dialog, type DialogScreen } from './Dialog.tsx';
import { FilterHints } from './FilterHints.tsx';
import { Help } from './Help.tsx';
import { LongMessage } from './LongMessage.tsx';
import { Menu } from './Menu.tsx';
import { Notice } from './Notice.tsx';
import type { Point } from './point.ts';
import { Setup } from './Setup.tsx';

export interface OverlayProps {
  readonly state: ScreenState;
  readonly view: View;
  readonly theme: Theme;
  readonly point: Point;
}

/** The box of the layer that has the keys, if it has one; else a message that is too long for the last line. */
export function Overlay({ state, view, theme, point }: OverlayProps) {
  const { columns, rows } = state;
  const screen: DialogScreen = useMemo(() => ({ columns, rows, theme, point }), [columns, rows, theme, point]);
  const layer = topLayer(state);
  switch (layer?.kind) {
    case 'help':
      return <Help layer={layer} state={state} screen={screen} />;
    case 'menu':
      return <Menu layer={layer} screen={screen} />;
    case 'confirm':
      return <Confirm layer={layer} screen={screen} />;
    case 'notice':
      return <Notice layer={layer} screen={screen} />;
    case 'setup':
      return <Setup layer={layer} state={state} screen={screen} />;
    case 'command':
      return <CommandPalette layer={layer} state={state} view={view} screen={screen} />;
    case 'input':
      return <FilterHints layer={layer} state={state} screen={screen} />;
    case 'stdin':
      return <Dialog box={STDIN_BOX} screen={screen} />;
    case 'copy':
      return null;
    case undefined: {
      const box = messageBox(state);
      return box === undefined ? null : <LongMessage box={box} screen={screen} />;
    }
  }
}
