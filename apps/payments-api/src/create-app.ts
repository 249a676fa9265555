import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Type } from '@nestjs/common';
import { AppModule } from './app.module.ts';
import type { Host } from './host.ts';
import { registerBodyParsers } from './http/body-parsers.ts';
import { fastifyOptions } from './http/fastify-options.ts';
import { registerPages } from './http/pages.ts';
import { registerSecurityHeaders } from './http/security-headers.ts';
import { registerAccessLog } from './logging.ts';
import { mountOpenApi } from './open-api.ts';

/** The Nest application over a host, ready to listen or to be injected into. */
export async function createApp(host: Host, controllers: readonly Type[]): Promise<NestFastifyApplication> {
  const { settings, logger } = host;
  const adapter = new FastifyAdapter(fastifyOptions(logger));
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(host, controllers), adapter, {
    bodyParser: false,
    logger: ['error', 'warn'],
  });
  const fastify = app.getHttpAdapter().getInstance();
  registerBodyParsers(fastify);
  registerAccessLog(fastify, logger);
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    host.metrics.requests.observe(
      { method: request.method, route, status: reply.statusCode },
      reply.elapsedTime / 1_000,
    );
    done();
  });
  if (settings.corsOrigins.length > 0)
    app.enableCors({
      origin: [...settings.corsOrigins],
      methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
      exposedHeaders: ['Idempotency-Replayed', 'Retry-After', 'X-Request-Id'],
    });
  registerSecurityHeaders(app, settings);
  mountOpenApi(app);
  await registerPages(app, settings);
  await app.init();
  await fastify.ready();
  return app;
}
