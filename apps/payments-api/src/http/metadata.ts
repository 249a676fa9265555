import { registerDecorator } from 'class-validator';

const KEYS_MAX = 20;
const KEY_LENGTH_MAX = 40;
const VALUE_LENGTH_MAX = 500;

/** Metadata as the contract allows it: at most 20 keys of 40 characters, with texts of at most 500. */
export function IsMetadata(): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isMetadata',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: isMetadata,
        defaultMessage: () =>
          `must have at most ${KEYS_MAX} keys of ${KEY_LENGTH_MAX} characters, with texts of at most ${VALUE_LENGTH_MAX}`,
      },
    });
}

function isMetadata(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= KEYS_MAX &&
    entries.every(
      ([key, text]) =>
        key !== '' && key.length <= KEY_LENGTH_MAX && typeof text === 'string' && text.length <= VALUE_LENGTH_MAX,
    )
  );
}
