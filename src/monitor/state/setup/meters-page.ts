import type { MeterId, MeterSetup } from '../../draw/header-view.ts';
import { METERS, nextMode } from '../../draw/meters/registry.ts';
import type { ScreenState } from '../screen-state.ts';
import { exchanged } from './exchanged.ts';
import type { SetupPage } from './setup-page.ts';

const METER_IDS = Object.keys(METERS) as MeterId[];

/** Which meters stand on one side of the header, in which order, and how they are drawn. */
export function metersPage(side: 'left' | 'right', title: string): SetupPage {
  const chosen = (state: ScreenState) => state.settings.header[side];
  const others = (state: ScreenState): MeterId[] =>
    METER_IDS.filter((id) => !chosen(state).some(({ meter }) => meter === id));
  const become = (state: ScreenState, meters: readonly MeterSetup[]): ScreenState => ({
    ...state,
    settings: { ...state.settings, header: { ...state.settings.header, [side]: meters } },
  });
  return {
    title,
    hint: 'Space shows or hides   [ ] moves   < > bar, graph, text',
    items: (state) => [
      ...chosen(state).map(({ meter, mode }) => ({ on: true, text: meterText(meter), value: mode })),
      ...others(state).map((meter) => ({ on: false, text: meterText(meter), value: '' })),
    ],
    toggle: (state, item) => {
      const shown = chosen(state);
      if (item < shown.length)
        return become(
          state,
          shown.filter((_, index) => index !== item),
        );
      const added = others(state)[item - shown.length];
      return added === undefined ? state : become(state, [...shown, { meter: added, mode: METERS[added].modes[0] }]);
    },
    move: (state, item, step) => {
      const swapped = exchanged(chosen(state), item, item + step);
      return swapped && become(state, swapped);
    },
    adjust: (state, item) => {
      const meter = chosen(state)[item];
      if (meter === undefined) return state;
      return become(state, chosen(state).with(item, { ...meter, mode: nextMode(meter.meter, meter.mode) }));
    },
  };
}

function meterText(meter: MeterId): string {
  return `${meter.padEnd(12)} ${METERS[meter].title}`;
}
