import { readdirSync, readFileSync } from 'node:fs';

/** A process and all below it, as /proc has them now. */
export function processTree(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const stat = pid > 0 ? fieldsOf(pid) : null;
    if (stat !== null) parents.set(pid, Number(stat[1]));
  }
  const tree = [root];
  for (let index = 0; index < tree.length; index += 1) {
    for (const [pid, parent] of parents) if (parent === tree[index]) tree.push(pid);
  }
  return tree;
}

/** Memory of all of them, shared pages counted once, in MB. */
export function treeMegabytes(root: number): number {
  let kilobytes = 0;
  for (const pid of processTree(root)) {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      kilobytes += Number(/^Pss: +(\d+)/m.exec(rollup)?.[1] ?? 0);
    } catch {
      // It has just ended.
    }
  }
  return kilobytes / 1024;
}

/** Seconds of processor time of all of them; a clock tick is 10 ms on Linux. */
export function treeCpuSeconds(root: number): number {
  let ticks = 0;
  for (const pid of processTree(root)) {
    const fields = fieldsOf(pid);
    // utime and stime, proc(5).
    if (fields !== null) ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / 100;
}

/** Fields of /proc/PID/stat behind the name, which may hold spaces; null where it is gone. */
function fieldsOf(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
