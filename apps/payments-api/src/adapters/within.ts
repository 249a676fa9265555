/**
 * What is promised, or `null` once the time is over; what comes later is nobody's. Without an abort signal: a provider's answer can't be called back,
 * and a signal for each call costs more than the call to a provider in this process.
 */
export function within<T extends object>(ms: number, promised: Promise<T>): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), ms);
    promised.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
