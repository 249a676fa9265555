import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PaymentError } from '@payments/domain';
import type { FastifyRequest } from 'fastify';
import { maskCardNumbers } from './card-numbers.ts';

const QUERY = 'payments:query';

/** The query parameters that a route knows. A route without this knows none. */
export const KnownQuery = (...names: readonly string[]): MethodDecorator => SetMetadata(QUERY, names);

/** An unknown query parameter is a mistake that would go unseen: 422. */
@Injectable()
export class KnownQueryGuard implements CanActivate {
  readonly #reflector: Reflector;

  constructor(reflector: Reflector) {
    this.#reflector = reflector;
  }

  canActivate(context: ExecutionContext): boolean {
    const known = this.#reflector.get<readonly string[] | undefined>(QUERY, context.getHandler()) ?? [];
    const { query } = context.switchToHttp().getRequest<FastifyRequest>();
    const unknown = Object.keys(query ?? {}).filter((name) => !known.includes(name));
    if (unknown.length === 0) return true;
    const errors = unknown.slice(0, 10).map((name) => ({
      field: maskCardNumbers(name.slice(0, 64)),
      code: 'unknown_parameter',
      message: 'is not a query parameter of this address; leave it out',
    }));
    throw new PaymentError('validation_failed', 'There are unknown query parameters.', { errors });
  }
}
