import { useMemo } from 'react';
import { menuBox } from '../src/monitor/draw/dialogs.ts';
import type { MenuLayer } from '../src/monitor/state/layers/layer.ts';
import { Dialog, type DialogScreen } from './Dialog.tsx';

export interface MenuProps {
  readonly layer: MenuLayer;
  readonly screen: DialogScreen;
}

/** A list out of which one is chosen. */
export function Menu({ layer, screen }: MenuProps) {
  return <Dialog box={useMemo(() => menuBox(layer), [layer])} screen={screen} />;
}
