/** What must be ended when the process ends, last opened first ended. */
export interface Closing {
  add(name: string, close: () => Promise<unknown> | void): void;
  /** Ends all, each in its turn, whatever one of them throws; `failed` hears of it. */
  run(failed: (name: string, error: unknown) => void): Promise<void>;
}

export function closing(): Closing {
  const open: { name: string; close: () => Promise<unknown> | void }[] = [];
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
