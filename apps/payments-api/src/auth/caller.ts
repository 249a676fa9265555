import type { UserId } from '@payments/domain';

export const ROLES = ['admin', 'service'] as const;
export type Role = (typeof ROLES)[number];

/** Who sends a request, as their token says. */
export interface Caller {
  readonly userId: UserId;
  /** Empty for an ordinary user. */
  readonly roles: readonly Role[];
}

export function hasRole(caller: Caller, role: Role): boolean {
  return caller.roles.includes(role);
}
