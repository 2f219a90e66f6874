import { useMemo } from 'react';
import { setupBox } from '../src/monitor/draw/dialogs.ts';
import type { SetupLayer } from '../src/monitor/state/layers/layer.ts';
import type { ScreenState } from '../src/monitor/state/screen-state.ts';
import { Dialog, type DialogScreen } from './Dialog.tsx';

export interface SetupProps {
  readonly layer: SetupLayer;
  readonly state: ScreenState;
  readonly screen: DialogScreen;
}

/** A page of the setup. */
export function Setup({ layer, state, screen }: SetupProps) {
  const box = useMemo(() => setupBox(layer, state), [layer, state]);
  return box && <Dialog box={box} screen={screen} />;
}
