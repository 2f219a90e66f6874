import { useMemo } from 'react';
import { inputBox } from '../src/monitor/draw/dialogs.ts';
import type { InputLayer } from '../src/monitor/state/layers/layer.ts';
import type { ScreenState } from '../src/monitor/state/screen-state.ts';
import { Dialog, type DialogScreen } from './Dialog.tsx';

export interface FilterHintsProps {
  readonly layer: InputLayer;
  readonly state: ScreenState;
  readonly screen: DialogScreen;
}

/** Above a filter or a regular expression that is typed: what is wrong with it, or what may come next. */
export function FilterHints({ layer, state, screen }: FilterHintsProps) {
  const box = useMemo(() => inputBox(layer, state), [layer, state]);
  return box && <Dialog box={box} screen={screen} />;
}
