import { useMemo } from 'react';
import { commandBox } from '../src/monitor/draw/dialogs.ts';
import type { CommandLayer } from '../src/monitor/state/layers/layer.ts';
import type { ScreenState } from '../src/monitor/state/screen-state.ts';
import type { View } from '../src/monitor/state/view.ts';
import { Dialog, type DialogScreen } from './Dialog.tsx';

export interface CommandPaletteProps {
  readonly layer: CommandLayer;
  readonly state: ScreenState;
  readonly view: View;
  readonly screen: DialogScreen;
}

/** Above the command line: what is wrong with it, or what may come next. */
export function CommandPalette({ layer, state, view, screen }: CommandPaletteProps) {
  const box = useMemo(() => commandBox(layer, view, state), [layer, view, state]);
  return box && <Dialog box={box} screen={screen} />;
}
