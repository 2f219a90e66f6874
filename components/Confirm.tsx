import { useMemo } from 'react';
import { confirmBox } from '../src/monitor/draw/dialogs.ts';
import type { ConfirmLayer } from '../src/monitor/state/layers/layer.ts';
import { Dialog, type DialogScreen } from './Dialog.tsx';

export interface ConfirmProps {
  readonly layer: ConfirmLayer;
  readonly screen: DialogScreen;
}

/** A question that Yes or Cancel answers. */
export function Confirm({ layer, screen }: ConfirmProps) {
  const { columns, rows } = screen;
  return <Dialog box={useMemo(() => confirmBox(layer, { columns, rows }), [layer, columns, rows])} screen={screen} />;
}
