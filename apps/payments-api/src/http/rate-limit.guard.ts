import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../auth/auth.guard.ts';
import type { Settings } from '../config/settings.ts';
import { clientAddress, parseRanges, type AddressRanges } from './peer-address.ts';
import { createRateLimiter, publicLimit, type RateLimiter } from './rate-limit.ts';

const BY_ADDRESS = 'payments:limit-by-address';

/** A route for anyone: each address has a tenth of a caller's share. */
export const LimitByAddress = (): MethodDecorator & ClassDecorator => SetMetadata(BY_ADDRESS, true);

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A request that changes nothing. */
export const isRead = ({ method }: FastifyRequest): boolean => READS.has(method);

/** Counts writes: by caller where there is one, by address on routes that say so. Stands behind `AuthGuard`. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  readonly #byCaller: RateLimiter;
  readonly #byAddress: RateLimiter;
  readonly #trustedProxies: AddressRanges;
  readonly #reflector: Reflector;

  constructor(settings: Pick<Settings, 'rateLimitPerMinute' | 'trustedProxies'>, reflector: Reflector) {
    this.#byCaller = createRateLimiter(settings.rateLimitPerMinute);
    this.#byAddress = createRateLimiter(publicLimit(settings.rateLimitPerMinute));
    this.#trustedProxies = parseRanges(settings.trustedProxies);
    this.#reflector = reflector;
  }

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (isRead(request)) return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.#reflector.getAllAndOverride<boolean | undefined>(BY_ADDRESS, targets)) {
      this.#byAddress.take(clientAddressOf(request, this.#trustedProxies));
      return true;
    }
    const caller = callerOf(request);
    if (caller !== undefined) this.#byCaller.take(caller.userId);
    return true;
  }
}

/** The true client of a request: the socket's peer, or what trusted proxies say. */
export function clientAddressOf(request: FastifyRequest, trustedProxies: AddressRanges): string {
  const header = request.headers['x-forwarded-for'];
  const forwardedFor = Array.isArray(header) ? header.join(',') : header;
  return clientAddress(request.socket.remoteAddress ?? '', forwardedFor, trustedProxies);
}
