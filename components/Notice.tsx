import { useMemo } from 'react';
import { noticeBox } from '../src/monitor/draw/dialogs.ts';
import type { NoticeLayer } from '../src/monitor/state/layers/layer.ts';
import { Dialog, type DialogScreen } from './Dialog.tsx';

export interface NoticeProps {
  readonly layer: NoticeLayer;
  readonly screen: DialogScreen;
}

/** A text to read. */
export function Notice({ layer, screen }: NoticeProps) {
  const { columns } = screen;
  return <Dialog box={useMemo(() => noticeBox(layer, { columns }), [layer, columns])} screen={screen} />;
}
