import { ValidateIf } from 'class-validator';

/**
 * A field that may be left out. One that is there has a value: `null` is none, and refused by the field's own rules, as the
 * OpenAPI document says. (class-validator's `IsOptional` lets `null` through, past all of them.)
 */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);
