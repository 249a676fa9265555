/** What must be ended when the process ends, last opened first ended. */
export interface Closing {
  /** `close` may be a promise's; it is waited for. */
  add(name: string, close: () => unknown): void;
  /** Ends all, each in its turn, whatever one of them throws; `failed` hears of it. */
  run(failed: (name: string, error: unknown) => void): Promise<void>;
}

export function closing(): Closing {
  const open: { name: string; close: () => unknown }[] = [];
  return {
    add: (name, close) => void open.push({ name, close }),
    run: async (failed) => {
      for (let next = open.pop(); next; next = open.pop()) {
        try {
          await next.close();
        } catch (error) {
          failed(next.name, error); // What comes after must be ended, too.
        }
      }
    },
  };
}
