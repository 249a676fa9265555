import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { type FieldError, PaymentError } from '@payments/domain';
import type { ValidationError } from 'class-validator';
import { maskCardNumbers } from './card-numbers.ts';
import { rulesOfClass, surelyHold, type ClassRules } from './rules-of-class.ts';

/** More than a person mends at once; a body of 256 kB could have thousands. */
const ERRORS_MAX = 50;

/** Refuses unknown fields, and tells each wrong one by its dotted path. */
export function createValidationPipe(): ValidationPipe {
  return new QuickValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
    exceptionFactory: validationRefusal,
  });
}

/**
 * Lets a body through at once where all rules of its class hold, as nearly every body's do. Any other goes the whole way: class-validator finds out
 * what is wrong with it, and says so.
 */
class QuickValidationPipe extends ValidationPipe {
  readonly #rules = new Map<unknown, ClassRules | null>();

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    if (type === 'body' && isClass(metatype) && typeof value === 'object' && value !== null) {
      const rules = this.#rulesOf(metatype);
      if (rules !== null && surelyHold(rules, value)) return Promise.resolve(Object.assign(new metatype(), value));
    }
    return super.transform(value, metadata);
  }

  #rulesOf(type: new () => object): ClassRules | null {
    const known = this.#rules.get(type);
    if (known !== undefined) return known;
    const rules = rulesOfClass(type);
    this.#rules.set(type, rules);
    return rules;
  }
}

/** One of ours: a class without rules is no body's. */
function isClass(type: ArgumentMetadata['metatype']): type is new () => object {
  return type !== undefined && type !== Object && type !== Array;
}

/** `validation_failed` with one entry for each broken rule of class-validator. */
export function validationRefusal(errors: readonly ValidationError[]): PaymentError {
  const found = [...fieldErrors(errors, '')].slice(0, ERRORS_MAX);
  const fields = [...new Set(found.map(({ field }) => field))];
  return new PaymentError('validation_failed', `Not valid: ${fields.join(', ') || 'the body'}.`, { errors: found });
}

function* fieldErrors(errors: readonly ValidationError[], path: string): Iterable<FieldError> {
  for (const error of errors) {
    const name = shownName(error.property);
    const field = path === '' ? name : `${path}.${name}`;
    for (const [rule, message] of Object.entries(error.constraints ?? {})) {
      yield { field, code: codeOf(rule), message: messageOf(rule, message, error.property) };
    }
    yield* fieldErrors(error.children ?? [], field);
  }
}

/** A field's name comes from the caller, so it is cut and masked before it is shown. */
function shownName(name: string): string {
  return maskCardNumbers(name.length > 64 ? `${name.slice(0, 64)}…` : name);
}

function codeOf(rule: string): string {
  if (rule === 'whitelistValidation') return 'unknown_field';
  return rule.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function messageOf(rule: string, message: string, property: string): string {
  if (rule === 'whitelistValidation') return 'is not a field of this request; leave it out';
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}
