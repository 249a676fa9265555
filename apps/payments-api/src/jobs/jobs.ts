import { startEventJobs } from '../events/events.job.ts';
import type { Host } from '../host.ts';
import type { Loop } from './loop.ts';
import { startRecovery } from './recovery.job.ts';

/** Everything that a worker does, each in a loop of its own, so that a slow one delays no other. */
export interface Jobs {
  stop(): Promise<void>;
}

export async function startJobs(host: Host): Promise<Jobs> {
  const loops: readonly Pick<Loop, 'stop'>[] = [startRecovery(host), await startEventJobs(host)];
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
