import { Injectable, UseGuards, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { validationRefusal } from './validation.ts';

/** A field in the body of a command that is all in its address is a mistake that would go unseen: 422, as in every other body. */
@Injectable()
class NoBodyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    const fields = Object.keys(body ?? {});
    if (fields.length === 0) return true;
    throw validationRefusal(fields.map((property) => ({ property, constraints: { whitelistValidation: '' } })));
  }
}

/** The command has no fields: no body, or an empty one. */
export const NoBody = (): MethodDecorator => UseGuards(NoBodyGuard);
