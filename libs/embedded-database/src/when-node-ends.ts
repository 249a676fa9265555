const ENDING_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Calls `stop` on a signal that would end Node, and `onExit` when Node exits by itself.
 * Where the program has handlers of its own it is left to them: they drain first, then stop the database or exit.
 * @returns what takes the handlers away again.
 */
export function whenNodeEnds(stop: () => Promise<void>, onExit: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    if (process.listenerCount(signal) > 1) return;
    void stop().finally(() => {
      for (const name of ENDING_SIGNALS) process.off(name, onSignal);
      process.kill(process.pid, signal);
    });
  };
  for (const signal of ENDING_SIGNALS) process.on(signal, onSignal);
  process.on('exit', onExit);
  return () => {
    process.off('exit', onExit);
    // Only after this turn: a signal that is being handled must find its handler counted.
    setImmediate(() => {
      for (const signal of ENDING_SIGNALS) process.off(signal, onSignal);
    });
  };
}
