import { join } from 'node:path';
import { rolldown } from 'rolldown';

const ROOT = join(import.meta.dirname, '..');
const BUILT = join(ROOT, 'apps/payments-api/dist');

/** What only some starts need and finds files beside itself; and the SDK whose own copy of axios is mended where it lies (`yookassa-wire.ts`). */
const APART = /^@payments\/(?:embedded-database|stripe-simulator|yookassa-simulator)$|^@a2seven\/yoo-checkout$/;

/**
 * The service as a handful of files: Node finds, reads and links each of 2 900 modules by itself, which is most of a start and a third of the memory at rest.
 * Made of what the compiler built, word for word: nothing is minified, and names are kept, because Nest, TypeORM's migrations and the OpenAPI
 * document go by the names of classes.
 */
const bundle = await rolldown({
  cwd: ROOT,
  platform: 'node',
  input: { main: join(BUILT, 'main.js'), 'pdf-thread': join(BUILT, 'receipts/pdf-thread.js') },
  external: APART,
  onLog: (level, log, handler) => {
    // Nest offers what is not installed here, and asks whether it is; everything else is a mistake.
    if (log.code === 'UNRESOLVED_IMPORT' && log.id?.includes('/node_modules/')) return;
    handler(level === 'warn' ? 'error' : level, log);
  },
});
await bundle.write({
  dir: join(BUILT, 'program'),
  cleanDir: true,
  keepNames: true,
  // Half the memory: V8 keeps a source with a single other letter at two bytes each.
  charset: 'ascii',
  comments: false,
  sourcemap: true,
  // Our own code apart, so that a line in an error's stack is found.
  codeSplitting: { groups: [{ name: 'packages', test: /\/node_modules\//, entriesAware: true }] },
});
