const UNITS = ['B', 'K', 'M', 'G', 'T'];

/** A number of bytes in at most five columns: `0B`, `999B`, `4.2K`, `131K`, `1.5G`. Units are powers of 1,024. */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 9.95 ? 0 : 1;
  return `${value.toFixed(digits)}${UNITS[unit]}`;
}

/** A count in at most five columns: `0`, `950`, `12k`, `3.4M`. Units are powers of 1,000. */
export function formatCount(count: number): string {
  if (count < 999.5) return count.toFixed(0);
  if (count < 999_500) return `${(count / 1e3).toFixed(count < 9_950 ? 1 : 0)}k`;
  if (count < 999.5e6) return `${(count / 1e6).toFixed(count < 9.95e6 ? 1 : 0)}M`;
  return `${(count / 1e9).toFixed(count < 9.95e9 ? 1 : 0)}G`;
}

/** A count in full: `1,203`. */
export function formatWhole(count: number): string {
  return String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A fraction of one core as percent: `0.0`, `99.8`, `100`. */
export function formatPercent(fraction: number): string {
  const percent = fraction * 100;
  return percent >= 99.95 ? percent.toFixed(0) : percent.toFixed(1);
}

/** CPU time as htop has it: `0:04.21`, `59:59.99`, then `1h02:03`. */
export function formatTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole >= 3_600) return `${Math.floor(whole / 3_600)}h${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return `${Math.floor(whole / 60)}:${two(whole % 60)}.${two(Math.floor((seconds - whole) * 100))}`;
}

/** How long something has been up: `12s`, `3:04`, `2h 05m`, `3d 4h`. */
export function formatUptime(seconds: number): string {
  const whole = Math.floor(seconds);
  if (whole < 60) return `${whole}s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
  if (whole < 86_400) return `${Math.floor(whole / 3_600)}h ${String(Math.floor(whole / 60) % 60).padStart(2, '0')}m`;
  return `${Math.floor(whole / 86_400)}d ${Math.floor(whole / 3_600) % 24}h`;
}

/** The time of day of a log line, to the millisecond. */
export function formatClock(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** When something happened, in at most eight columns: the time of the last day, else the date. */
export function formatDate(time: number, now = Date.now()): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  if (now - time < 86_400_000) return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  if (date.getFullYear() !== new Date(now).getFullYear()) return String(date.getFullYear());
  return `${MONTHS[date.getMonth()]} ${two(date.getDate())}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** How long ago something was, in at most five columns: `now`, `12s`, `3m04`, `2h05`, `3d`. */
export function formatAge(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  if (seconds < 1) return 'now';
  if (seconds < 60) return `${seconds}s`;
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}m${two(seconds % 60)}`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)}h${two(Math.floor(seconds / 60) % 60)}`;
  return `${Math.floor(seconds / 86_400)}d`;
}
