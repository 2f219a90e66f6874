import { FLOODS, observe } from './floods.ts';

/** The least that an observer may have beside one other task, and the fewest frames a second. */
const LEAST_SHARE = 0.45;
const FEWEST_FRAMES = 9.5;

/** Each flood for so many seconds. @returns whether an observer kept its share and the screen its frames. */
export async function runFloods(seconds: number): Promise<boolean> {
  let isGood = true;
  console.log('flood                     share  frames/s  slowest ms  kill ms');
  for (const [name, make] of Object.entries(FLOODS)) {
    const { share, frames, slowest, kill, ended } = await observe(make(), seconds * 1_000);
    const ok = share >= LEAST_SHARE && frames >= FEWEST_FRAMES && ended === 0;
    isGood &&= ok;
    const figures = [
      share.toFixed(2).padStart(6),
      frames.toFixed(1).padStart(9),
      slowest.toFixed(0).padStart(11),
      kill.toFixed(1).padStart(8),
    ];
    console.log(`${name.padEnd(24)} ${figures.join(' ')} ${ok ? '' : 'MISSED'}`);
  }
  return isGood;
}
