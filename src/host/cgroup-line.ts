/** The line of version 2's one tree in /proc/N/cgroup: `0::/path`. */
export const UNIFIED_LINE = /^0::(.*)$/m;

/** The line of a controller's tree in version 1: `4:memory:/path`, `2:cpu,cpuacct:/path`. */
export function controllerLine(controller: string): RegExp {
  return new RegExp(`^\\d+:(?:[^:]*,)?${controller}(?:,[^:]*)?:(.*)$`, 'm');
}
