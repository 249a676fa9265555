import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU in these: 100 a second (`getconf CLK_TCK`). */
const MS_PER_TICK = 10;
const KIB_PER_MIB = 1_024;

/** CPU of a process group so far, in milliseconds: all its processes, with their threads and what they waited for. */
export function cpuOfGroup(pgid) {
  return ticks((stat) => stat.pgrp === pgid);
}

/** CPU of a PostgreSQL so far, in milliseconds: the postmaster, its ended backends, its living ones. Null where it is not to be seen from here. */
export function cpuOfPostgres(postmasterPid) {
  return postmasterPid === null ? null : ticks((stat) => stat.pid === postmasterPid || stat.ppid === postmasterPid);
}

/** Memory of a process group, in MiB. */
export function memoryOfGroup(pgid) {
  const resident = stats()
    .filter((stat) => stat.pgrp === pgid)
    .map(({ pid }) => Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0));
  return resident.reduce((sum, kib) => sum + kib, 0) / KIB_PER_MIB;
}

/** The parent of a backend, where that is a PostgreSQL of this machine; else null. */
export function postmasterOf(backendPid) {
  const backend = stats().find(({ pid, name }) => pid === backendPid && name.startsWith('postgres'));
  return backend?.ppid ?? null;
}

function ticks(counts) {
  return stats()
    .filter(counts)
    .reduce((sum, stat) => sum + stat.ticks * MS_PER_TICK, 0);
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: after the name in brackets come state, ppid, pgrp …, utime, stime, cutime, cstime. */
function stats() {
  if (!existsSync('/proc/self/stat')) return []; // Not Linux: CPU and memory are not told.
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const text = read(`/proc/${pid}/stat`);
      const end = text.lastIndexOf(')');
      if (end === -1) return [];
      const fields = text
        .slice(end + 2)
        .split(' ')
        .map(Number);
      const used = fields[11] + fields[12] + fields[13] + fields[14];
      const name = text.slice(text.indexOf('(') + 1, end);
      return [{ pid: Number(pid), name, ppid: fields[1], pgrp: fields[2], ticks: used }];
    });
}

/** A process may end while it is looked at. */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
