import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, Reflector } from '@nestjs/core';
import { AuthGuard } from './auth/auth.guard.ts';
import { createBearerVerifier } from './auth/bearer-token.ts';
import { DEVELOPMENT_CONTROLLERS } from './controllers.ts';
import { HOST, type Host } from './host.ts';
import { ErrorFilter } from './http/error.filter.ts';
import { IdempotencyHeaderGuard } from './http/idempotency-header.guard.ts';
import { KnownQueryGuard } from './http/known-query.guard.ts';
import { RateLimitGuard } from './http/rate-limit.guard.ts';
import { createValidationPipe } from './http/validation.ts';

/** The whole application around one host. Guards stand in their order: who, how often, and whether the query is known and the key has a key's form. */
@Module({})
export class AppModule {
  static of(host: Pick<Host, 'settings' | 'logger'>, controllers: readonly Type[]): DynamicModule {
    const isProduction = host.settings.appEnv === 'production';
    return {
      module: AppModule,
      controllers: controllers.filter((one) => !isProduction || !DEVELOPMENT_CONTROLLERS.includes(one)),
      providers: [
        { provide: HOST, useValue: host },
        {
          provide: APP_GUARD,
          useFactory: (reflector: Reflector) => new AuthGuard(createBearerVerifier(host.settings), reflector),
          inject: [Reflector],
        },
        {
          provide: APP_GUARD,
          useFactory: (reflector: Reflector) => new RateLimitGuard(host.settings, reflector),
          inject: [Reflector],
        },
        {
          provide: APP_GUARD,
          useFactory: (reflector: Reflector) => new KnownQueryGuard(reflector),
          inject: [Reflector],
        },
        { provide: APP_GUARD, useClass: IdempotencyHeaderGuard },
        { provide: APP_PIPE, useFactory: createValidationPipe },
        { provide: APP_FILTER, useFactory: () => new ErrorFilter(host.logger) },
      ],
    };
  }
}
