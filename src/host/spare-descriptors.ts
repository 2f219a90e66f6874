import { peekText } from './processes/proc-file.ts';

/** What wasitop has open before any process or file is looked at: its threads, meters and watches, with some to spare. */
const OWN_DESCRIPTORS = 128;

/** How many files we may open beside our own. @param proc where proc(5) is mounted; without it there are as many as on most systems */
export function spareDescriptors(proc: string): number {
  const soft = /^Max open files +(\d+)/m.exec(peekText(`${proc}/self/limits`) ?? '')?.[1];
  return Math.max(0, Number(soft ?? 1024) - OWN_DESCRIPTORS);
}
