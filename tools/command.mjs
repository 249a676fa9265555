import { build } from './build.mjs';

// One of the service's own commands (apps/payments-api/src/commands), built where it is stale: node tools/command.mjs <name> [arguments]
const [name] = process.argv.splice(2, 1);
await build();
await import(`../apps/payments-api/dist/commands/${name}.js`);
