import react from '@vitejs/plugin-react';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

// Also where a test runner builds: its NODE_ENV would put React's development build, twice as heavy, before payers.
process.env['NODE_ENV'] = 'production';

/** Static files under /assets with hashed names, nothing inline, so that the Content-Security-Policy can be strict. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressed()],
  // The client by its sources, as everywhere in the tree: a build needs no other build before it.
  resolve: { conditions: ['@payments/source', 'module', 'browser', 'production'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      // What the pages don't use of the client (verifying events) stays out of the browser.
      treeshake: { moduleSideEffects: (id) => !/payments-client|standardwebhooks|@stablelib|fast-sha256/.test(id) },
    },
  },
});

/** Smaller than this, a file gains nothing by it. */
const COMPRESS_FROM_BYTES = 1_000;

/** Beside each asset its compressed forms, made once by the build instead of for each reader; the service sends what a browser takes. */
function compressed(): Plugin {
  return {
    name: 'compressed-assets',
    apply: 'build',
    writeBundle: ({ dir = '' }) => {
      const assets = join(dir, 'assets');
      for (const name of readdirSync(assets)) {
        const file = join(assets, name);
        const content = readFileSync(file);
        if (content.length < COMPRESS_FROM_BYTES) continue;
        writeFileSync(`${file}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
        writeFileSync(`${file}.br`, brotliCompressSync(content));
      }
    },
  };
}
