/**
 * The code of an error from Node or PostgreSQL (`EEXIST`, `42P04`); empty where it has none.
 * Told by its shape: an error from Node itself is no `instanceof Error` where code runs in a context of its own, as tests do.
 */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
