import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';

// npm run client: writes src/schema.ts from docs/openapi.yaml; with --check it only says whether the file is current.
const source = join(import.meta.dirname, '../../docs/openapi.yaml');
const target = join(import.meta.dirname, 'src/schema.ts');

const schema = await typesOf(parse(readFileSync(source, 'utf8')));
if (!process.argv.includes('--check')) writeFileSync(target, schema);
else if (schema !== readFileSync(target, 'utf8')) {
  console.error('libs/payments-client/src/schema.ts is not current: run npm run client');
  process.exitCode = 1;
}

async function typesOf(document) {
  const ast = await openapiTS(withOptionalKeys(document), {
    // A default is what the service takes where a field is absent, so nobody has to send it.
    defaultNonNullable: false,
  });
  const text = `/** Written by npm run client; do not edit. */\n\n${astToString(ast)}`;
  return format(text, { ...(await resolveConfig(target)), filepath: target });
}

/** The client sends an idempotency key with every write, so its caller never has to. */
function withOptionalKeys(document) {
  for (const operations of Object.values(document.paths)) {
    for (const { parameters = [] } of Object.values(operations)) {
      const key = parameters.find(({ name }) => name === 'Idempotency-Key');
      if (key) key.required = false;
    }
  }
  return document;
}
