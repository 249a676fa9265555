import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

// npm run new:provider -- <name> [--into <folder>]: writes libs/provider-<name> from the templates beside this file.
const templates = join(import.meta.dirname, 'new-provider');
const { values, positionals } = parseArgs({ options: { into: { type: 'string' } }, allowPositionals: true });
const [name = ''] = positionals;
const room = join(values.into ?? join(import.meta.dirname, '..', 'libs'), `provider-${name}`);

if (positionals.length !== 1 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
  stop('say its name in lower case, such as: npm run new:provider -- paypal');
if (existsSync(room)) stop(`libs/provider-${name} is there already`);

const pascal = name.replace(/(^|-)([a-z0-9])/g, (_, __, letter) => letter.toUpperCase());
const camel = pascal[0].toLowerCase() + pascal.slice(1);
const upper = name.replaceAll('-', '_').toUpperCase();
// Longest first: `__NAME___API_BASE` is the name and `_API_BASE`.
const filled = (text) =>
  text
    .replaceAll('__camel__', camel)
    .replaceAll('__NAME__', upper)
    .replaceAll('__Name__', pascal)
    .replaceAll('__name__', name);

for (const entry of readdirSync(templates, { recursive: true }).filter((path) => path.endsWith('.txt'))) {
  const path = join(room, filled(entry.slice(0, -'.txt'.length)));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, filled(readFileSync(join(templates, entry), 'utf8')));
}

console.log(`libs/provider-${name} is written. It is done when its contract suite is green; now it is red:

  1. npm install                                   links the new package
  2. tsconfig.json                                 a reference to ./libs/provider-${name}
  3. libs/provider-${name}/test/${name}-rig.ts     a simulator for the suite to ask, then: cd libs/provider-${name} && npm test
  4. apps/payments-api/src/providers.ts            the one line:

       ${/^[a-z]+$/.test(name) ? name : `'${name}'`}: ({ settings, now }: ProviderWorld) =>
         ${camel}Provider({ accountId: settings.${camel}AccountId ?? '', secretKey: settings.${camel}SecretKey ?? '', now }),

     with its import, "@payments/provider-${name}": "0.1.0" in apps/payments-api/package.json, and the reference in its tsconfig.lib.json
  5. apps/payments-api/src/config.ts               '${name}' in PROVIDER_NAMES
  6. apps/payments-api/src/config/provider-settings.ts
       ${camel}AccountId: optional('${upper}_ACCOUNT_ID', anyText, "…"),
       ${camel}SecretKey: optional('${upper}_SECRET_KEY', anyText, "…", { secret: true }),
     then: npm run settings

docs/adding-a-provider.md goes through it.`);

function stop(message) {
  console.error(message);
  process.exit(1);
}
