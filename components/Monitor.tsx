import { useLayoutEffect, useSyncExternalStore } from 'react';
import type { Theme } from '../src/monitor/draw/theme.ts';
import type { MonitorController } from '../src/monitor/state/controller.ts';
import { lookOf } from '../src/monitor/state/look-of.ts';
import type { LookSettings } from '../src/monitor/state/settings.ts';
import type { Surface } from '../src/monitor/terminal/surface.ts';
import { SurfaceContext } from './Lines.tsx';
import { Screen } from './Screen.tsx';

export interface MonitorProps {
  /** Holds the state, and says when it changes: nothing below subscribes to anything. */
  readonly controller: MonitorController;
  readonly surface: Surface;
  /** How all looks: the same object for the same look. */
  readonly theme: (look: LookSettings) => Theme;
  /** Listened to as long as the monitor is on the screen. */
  readonly keyboard: { open(): void; close(): void };
}

/** The monitor as an Ink program. */
export function Monitor({ controller, surface, theme, keyboard }: MonitorProps) {
  const shown = useSyncExternalStore(controller.subscribe, controller.getShown);
  useLayoutEffect(() => {
    keyboard.open();
    return () => keyboard.close();
  }, [keyboard]);
  useLayoutEffect(() => {
    surface.open();
    return () => surface.close();
  }, [surface]);
  return (
    <SurfaceContext value={surface}>
      <Screen shown={shown} theme={theme(lookOf(shown.state))} point={controller.point} />
    </SurfaceContext>
  );
}
