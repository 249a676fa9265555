import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenAPIObject } from '@nestjs/swagger';

type Json = Readonly<Record<string, unknown>>;

/** What was wrong with an answer, as the OpenAPI document sees it; empty where they agree. */
export type Conformity = (method: string, url: string, status: number, contentType: string, body: unknown) => string;

/**
 * Holds answers to the document: the route is there, the status is one of its own, and the body has exactly the fields that its schema names,
 * so that neither the document nor the presenters can drift.
 */
export function conformityOf(document: OpenAPIObject): Conformity {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  ajv.addSchema(closed({ $id: 'api', components: document.components }) as Json);
  const compiled = new Map<string, ValidateFunction>();
  const routes = Object.entries(document.paths).map(
    ([path, operations]) =>
      [new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`), !path.includes('{'), operations] as const,
  );
  return (method, url, status, contentType, body) => {
    const path = url.split('?')[0] ?? url;
    const found = routes.filter(([pattern]) => pattern.test(path)).sort(([, a], [, b]) => Number(b) - Number(a));
    const operation = found.map(([, , item]) => at(item, method.toLowerCase())).find((one) => one !== undefined);
    if (operation === undefined) return `${method} ${path} is not in the document`;
    const response = at(operation, 'responses', String(status));
    if (response === undefined) return `${method} ${path}: ${status} is not in the document`;
    const type = contentType.split(';')[0] ?? '';
    const schema = at(response, 'content', type, 'schema');
    if (schema === undefined)
      return type === '' || at(response, 'content') === undefined
        ? ''
        : `${method} ${path} ${status}: ${type} is not in it`;
    if (!/[/+]json$/.test(type)) return '';
    const name = JSON.stringify(schema);
    const validate = compiled.get(name) ?? ajv.compile(closed(absolute(schema)) as Json);
    compiled.set(name, validate);
    return validate(body) ? '' : `${method} ${path} ${status}: ${ajv.errorsText(validate.errors)}`;
  };
}

function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  );
}

/** The document's own references, from outside of it. */
function absolute(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components'));
}

/** Every object with named properties has no others. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, closed(part)]));
  return typeof inner['properties'] === 'object' && inner['type'] === 'object' && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
}
