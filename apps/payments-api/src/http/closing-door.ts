import type { Server } from 'node:http';

/** Between two looks at whether the last answer is out. */
const LOOK_MS = 50;

/**
 * Ends a server once its last answer is out. By itself it ends the connections that are idle when it is closed, and waits for all others: those whose
 * answer came later, and those that a browser or a balancer opened and never asked anything on.
 */
export function closingDoor(server: Server, close: () => Promise<void>): () => Promise<void> {
  let running = 0;
  server.on('request', (_request, response) => {
    running += 1;
    response.once('close', () => {
      running -= 1;
    });
  });
  const look = (): void => {
    if (running > 0) server.closeIdleConnections();
    else server.closeAllConnections();
  };
  return async () => {
    const looks = setInterval(look, LOOK_MS);
    await close().finally(() => clearInterval(looks));
  };
}
