import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { idempotencyKeyOf } from './idempotency-header.ts';
import { isRead } from './rate-limit.guard.ts';

/** A key of a wrong form is refused at every write, also where a repeat does no harm and none is kept. */
@Injectable()
export class IdempotencyHeaderGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!isRead(request)) idempotencyKeyOf(request.raw.rawHeaders);
    return true;
  }
}
