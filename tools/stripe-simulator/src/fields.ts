import { invalidRequest } from './api-error.ts';
import type { FormTree } from './form.ts';

/**
 * What one parameter may be. A plain `string` may not be empty, `string?` may (Stripe reads the empty text as "unset");
 * a list of words is an enumeration; `any` is a parameter that Stripe knows and the simulator takes without acting on it.
 */
export type Field =
  | 'any'
  | 'boolean'
  | 'integer'
  | 'metadata'
  | 'string'
  | 'string?'
  | readonly string[]
  | { readonly list: Field }
  | { readonly fields: Fields };

export type Fields = Readonly<Record<string, Field>>;

/** A field for each parameter that the `stripe` package's types know: one more or one less does not compile. */
export type FieldsOf<Params> = Readonly<Record<Exclude<keyof Params, 'expand'>, Field>>;

const METADATA_KEYS_MAX = 50;
const METADATA_KEY_LENGTH_MAX = 40;
const METADATA_VALUE_LENGTH_MAX = 500;
const STRING_LENGTH_MAX = 5_000;

/** Parameters that this version of the API took out: the refusal says so, rather than "unknown". */
const NO_LONGER_SUPPORTED: Readonly<Record<string, string>> = {
  payment_method_types: 'payment_method_types_no_longer_supported',
};

/** Refuses what Stripe would refuse before it begins to execute: 400 with the parameter's name. */
export function checkFields(fields: Fields, required: readonly string[], sent: FormTree): void {
  checkTree(fields, sent, '');
  for (const name of required) {
    if (sent[name] === undefined) {
      throw invalidRequest(`Missing required param: ${name}.`, { code: 'parameter_missing', param: name });
    }
  }
}

function checkTree(fields: Fields, sent: FormTree, prefix: string): void {
  for (const [key, value] of Object.entries(sent)) {
    const param = prefix === '' ? key : `${prefix}[${key}]`;
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field === undefined) throw unknownParameter(key, param);
    checkValue(field, value, param);
  }
}

function unknownParameter(key: string, param: string): Error {
  const removed = Object.hasOwn(NO_LONGER_SUPPORTED, key) ? NO_LONGER_SUPPORTED[key] : undefined;
  return removed === undefined
    ? invalidRequest(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param })
    : invalidRequest(`The parameter ${param} is no longer supported.`, { code: removed, param });
}

function checkValue(field: Field, value: string | FormTree, param: string): void {
  if (field === 'any') return;
  if (field === 'metadata') return checkMetadata(value, param);
  if (typeof field === 'string' || isEnumeration(field)) {
    if (typeof value !== 'string') throw invalidRequest(`Invalid ${wordFor(field)}: {...}`, { param });
    return checkText(field, value, param);
  }
  if ('list' in field) {
    if (typeof value === 'string') throw invalidRequest('Invalid array', { param });
    for (const [index, item] of Object.entries(value)) checkValue(field.list, item, `${param}[${index}]`);
    return;
  }
  if (typeof value === 'string') throw invalidRequest('Invalid object', { param });
  checkTree(field.fields, value, param);
}

function isEnumeration(field: Field): field is readonly string[] {
  return Array.isArray(field);
}

function wordFor(field: string | readonly string[]): string {
  return typeof field === 'string' ? field.replace('?', '') : 'string';
}

function checkText(field: Exclude<Field, object> | readonly string[], value: string, param: string): void {
  if (value === '' && field !== 'string?') {
    throw invalidRequest(`You passed an empty string for '${param}'.`, { code: 'parameter_invalid_empty', param });
  }
  if (field === 'integer' && !/^-?\d{1,15}$/.test(value)) {
    throw invalidRequest(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param });
  }
  if (field === 'boolean' && value !== 'true' && value !== 'false') {
    throw invalidRequest(`Invalid boolean: ${value}`, { param });
  }
  if (isEnumeration(field) && !field.includes(value)) {
    throw invalidRequest(`Invalid ${param}: must be one of ${field.join(', ')}`, { param });
  }
  if (value.length > STRING_LENGTH_MAX) {
    throw invalidRequest(`Invalid string: must be at most ${STRING_LENGTH_MAX} characters`, { param });
  }
}

function checkMetadata(value: string | FormTree, param: string): void {
  if (value === '') return;
  if (typeof value === 'string') throw invalidRequest('Invalid object', { param });
  const entries = Object.entries(value);
  if (entries.length > METADATA_KEYS_MAX) {
    throw invalidRequest(`Metadata can have up to ${METADATA_KEYS_MAX} keys.`, { param });
  }
  for (const [key, text] of entries) {
    const name = `${param}[${key}]`;
    if (typeof text !== 'string') throw invalidRequest('Metadata values must be strings.', { param: name });
    if (key.length > METADATA_KEY_LENGTH_MAX) {
      throw invalidRequest(`Metadata keys must be under ${METADATA_KEY_LENGTH_MAX} characters.`, { param: name });
    }
    if (text.length > METADATA_VALUE_LENGTH_MAX) {
      throw invalidRequest(`Metadata values must be under ${METADATA_VALUE_LENGTH_MAX} characters.`, { param: name });
    }
  }
}

/** Stripe merges metadata: an empty value takes one key out, an empty `metadata` takes all. */
export function mergeMetadata(
  before: Readonly<Record<string, string>>,
  sent: string | FormTree | undefined,
): Record<string, string> {
  if (sent === undefined) return { ...before };
  if (typeof sent === 'string') return {};
  const merged = new Map<string, string | FormTree>([...Object.entries(before), ...Object.entries(sent)]);
  return Object.fromEntries(
    [...merged].filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''),
  );
}
