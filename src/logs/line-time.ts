export function lineTime(text: string, _now: number): number | undefined {
  const time = Date.parse(text.slice(0, 24));
  return Number.isNaN(time) ? undefined : time;
}
