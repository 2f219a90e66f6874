import { useMemo } from 'react';
import { helpBox } from '../src/monitor/draw/help-box.ts';
import type { HelpLayer } from '../src/monitor/state/layers/layer.ts';
import type { ScreenState } from '../src/monitor/state/screen-state.ts';
import { Dialog, type DialogScreen } from './Dialog.tsx';

export interface HelpProps {
  readonly layer: HelpLayer;
  readonly state: ScreenState;
  readonly screen: DialogScreen;
}

/** A page of the help, or what was searched for in all of them. */
export function Help({ layer, state, screen }: HelpProps) {
  return <Dialog box={useMemo(() => helpBox(layer, state), [layer, state])} screen={screen} />;
}
