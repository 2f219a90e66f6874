/** What the header can show. */
export const METERS = [
  'cpus',
  'cpus-left',
  'cpus-right',
  'cpu',
  'memory',
  'swap',
  'load',
  'tasks',
  'uptime',
  'pressure',
  'network',
  'disk',
  'clock',
  'hostname',
  'self',
] as const;

/** How it can show it. */
export const MODES = ['bar', 'graph', 'text'] as const;

type Meter = (typeof METERS)[number];
type Mode = (typeof MODES)[number];

/** `cpus:bar`: a meter and how it is shown. */
export type ShownMeter = `${Meter}:${Mode}`;

/** All that may stand in the header's lists. */
export const SHOWN_METERS: readonly ShownMeter[] = METERS.flatMap((meter) =>
  MODES.map((mode): ShownMeter => `${meter}:${mode}`),
);
