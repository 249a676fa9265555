import { ValidationPipe } from '@nestjs/common';
import { type FieldError, PaymentError } from '@payments/domain';
import type { ValidationError } from 'class-validator';
import { maskCardNumbers } from './card-numbers.ts';

/** More than a person mends at once; a body of 256 kB could have thousands. */
const ERRORS_MAX = 50;

/** Refuses unknown fields, and tells each wrong one by its dotted path. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
    exceptionFactory: validationRefusal,
  });
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
