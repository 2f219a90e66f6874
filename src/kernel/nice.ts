/** Nice value of the cpus' threads: a few steps below the main thread, which draws the screen. */
export const CPU_NICE = 5;

/** A task with a thread of its own has its level as the thread's nice value: 4 as all cpus, 7 as 19. */
export function niceOf(level: number): number {
  return Math.max(0, Math.min(19, CPU_NICE + Math.round((level - 4) * 4.67)));
}
