import { parseDuration } from '../../base/duration.ts';
import { SysError } from '../../base/sys-error.ts';

const DAY_MS = 86_400_000;

/**
 * Reads `-5m`, so long ago, or a time of the day that was: `14:02`, `14:02:30`.
 * @param now milliseconds since 1970
 * @throws SysError EINVAL
 */
export function parseMoment(text: string, now: number): number {
  if (text.startsWith('-')) return now - parseDuration(text.slice(1));
  const [, hours = '', minutes = '', seconds = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? [];
  const [hour, minute, second] = [hours || '-1', minutes || '-1', seconds].map(Number) as [number, number, number];
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second > 59)
    throw new SysError('EINVAL', 'at', text, 'a moment is 14:02, 14:02:30, or -5m for five minutes ago');
  const time = new Date(now).setHours(hour, minute, second, 0);
  return time > now ? time - DAY_MS : time;
}
