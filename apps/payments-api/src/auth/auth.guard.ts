import { createParamDecorator, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PaymentError } from '@payments/domain';
import type { FastifyRequest } from 'fastify';
import type { VerifyBearer } from './bearer-token.ts';
import type { Caller } from './caller.ts';

const ACCESS = 'payments:access';

/** Anyone may call it; an `Authorization` header is not looked at. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(ACCESS, 'public');

/** Anyone may call it; whoever sends a token is known by it, and a wrong token is refused. */
export const CallerWelcome = (): MethodDecorator & ClassDecorator => SetMetadata(ACCESS, 'welcome');

/** Callers by request, so that nothing has to be declared on Fastify's own type. */
const CALLERS = new WeakMap<object, Caller>();

/** The caller of a request that the guard let through; undefined where nobody said who they are. */
export function callerOf(request: FastifyRequest): Caller | undefined {
  return CALLERS.get(request);
}

/** The caller, as a parameter of a route that is neither `Public` nor `CallerWelcome`. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const caller = callerOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (caller === undefined) throw new PaymentError('unauthenticated', 'This needs a token.');
  return caller;
});

/** Wants a bearer token everywhere, but where a route says otherwise. */
@Injectable()
export class AuthGuard implements CanActivate {
  readonly #verify: VerifyBearer;
  readonly #reflector: Reflector;

  constructor(verify: VerifyBearer, reflector: Reflector) {
    this.#verify = verify;
    this.#reflector = reflector;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.#reflector.getAllAndOverride<string | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { authorization } = request.headers;
    if (access === 'public' || (access === 'welcome' && authorization === undefined)) return true;
    CALLERS.set(request, await this.#verify(authorization));
    return true;
  }
}
