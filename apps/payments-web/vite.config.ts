import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Also where a test runner builds: its NODE_ENV would put React's development build, twice as heavy, before payers.
process.env['NODE_ENV'] = 'production';

/** Static files under /assets with hashed names, nothing inline, so that the Content-Security-Policy can be strict. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
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
