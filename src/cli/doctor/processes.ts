import { numbersIn, readText } from '../../host/processes/proc-file.ts';
import { processesProblem } from '../../host/processes/process-sampler.ts';
import { type Finding, Findings } from './finding.ts';

/** What can be seen of the host's processes. @param root stands in for `/` @param uid of us */
export function processFindings(root: string, uid: number): readonly Finding[] {
  const findings = new Findings('Processes of the host');
  const proc = `${root}/proc`;
  const refusal = processesProblem(root);
  if (refusal !== undefined) {
    findings.warning('proc', refusal, 'tasks work all the same; for the table of the host see to /proc');
    return findings.list;
  }
  const hidden = /^\S+ \/proc proc \S*hidepid=([1-9]\w*|invisible|noaccess|ptraceable)/m.exec(
    readText(`${proc}/self/mounts`) ?? '',
  );
  findings.note(
    'proc',
    hidden === null ? 'all processes can be seen' : `processes of others are hidden (hidepid=${hidden[1]})`,
    hidden === null || uid === 0 ? undefined : 'run wasitop as root, or in the group of the mount option gid= of /proc',
  );
  const foreign = uid === 0 ? undefined : foreignProcess(proc, uid);
  const isReadable = foreign === undefined || readText(`${proc}/${foreign}/io`) !== undefined;
  findings.note(
    'io',
    isReadable ? 'what processes read and write can be seen' : 'what processes of others read and write cannot be seen',
    isReadable ? undefined : 'only root may: their columns stay empty, as do their open files and environment',
  );
  return findings.list;
}

/** The PID of a process of somebody else. */
function foreignProcess(proc: string, uid: number): number | undefined {
  return numbersIn(proc).find((pid) => {
    const owner = /^Uid:\s+(\d+)/m.exec(readText(`${proc}/${pid}/status`) ?? '')?.[1];
    return owner !== undefined && Number(owner) !== uid;
  });
}
