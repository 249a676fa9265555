import { build } from './build.mjs';

// npm start: builds what is missing or stale, then becomes the service. One process, so that a signal reaches it.
const ending = new AbortController();
const end = () => ending.abort();
process.on('SIGTERM', end).on('SIGINT', end);

try {
  await build({ signal: ending.signal });
} catch (error) {
  if (!ending.signal.aborted) console.error(error.message);
  process.exit(ending.signal.aborted ? 0 : 1);
}
// From here on the service ends itself, after it has drained.
process.off('SIGTERM', end).off('SIGINT', end);
if (ending.signal.aborted) process.exit(0);
await import('../apps/payments-api/dist/program/main.js');
