import { errorFacts } from '../http/refusal.ts';
import type { Logger } from '../logging.ts';

/** Work that is done again and again: at once while there is more, when somebody knocks, and at the latest after the interval. */
export interface Loop {
  wake(): void;
  /** Takes no new round, and resolves when the running one is over. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  readonly name: string;
  readonly intervalMs: number;
  readonly logger: Logger;
  /** One round. True: there is more to do now. */
  readonly run: () => Promise<boolean>;
}

/** After an error the next round waits for its interval: a database that is away is not asked in a hurry. */
export function startLoop({ name, intervalMs, logger, run }: LoopOptions): Loop {
  let stopped = false;
  let woken = false;
  let wakeUp: () => void = () => undefined;
  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, intervalMs);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const turn = async (): Promise<void> => {
    while (!stopped) {
      woken = false;
      let more = false;
      try {
        more = await run();
      } catch (error) {
        // The loop's edge: one bad round must not end the work. What was due is still due.
        logger.error({ job: name, ...errorFacts(error) }, 'a round failed');
      }
      if (!more && !woken && !stopped) await rest();
    }
  };
  const running = turn();
  return {
    wake: () => {
      woken = true;
      wakeUp();
    },
    stop: () => {
      stopped = true;
      wakeUp();
      return running;
    },
  };
}
