import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../config.ts';
import { contentSecurityPolicy } from './security-headers.ts';

/** Where the pages' build lies, seen from the built service and from its sources alike. */
const BUILT = join(import.meta.dirname, '../../../payments-web/dist');

/** The addresses that the pages answer; all are one document, which reads its address. */
const PAGES = [
  '/history',
  '/history/:id',
  '/methods',
  '/admin',
  '/admin/payments/:id',
  '/admin/analytics',
  '/admin/events',
  '/admin/inbox',
  '/admin/orphans',
];
const CHECKOUT = '/checkout/:id';

/** Named by what is in them, so they never change. */
const ASSET_AGE = '365d';

/** Serves the built pages: no second server to run. Without a build there are no pages, and the API is as always. */
export async function registerPages(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const file = join(BUILT, 'index.html');
  if (!existsSync(file)) return;
  const html = readFileSync(file, 'utf8');
  const fastify = app.getHttpAdapter().getInstance();
  await app.register(fastifyStatic, {
    root: join(BUILT, 'assets'),
    prefix: '/assets/',
    immutable: true,
    // The build left a `.br` and a `.gz` beside each.
    preCompressed: true,
    maxAge: ASSET_AGE,
    index: false,
    decorateReply: false,
  });
  const framed = contentSecurityPolicy(settings, 'merchants');
  const alone = contentSecurityPolicy(settings, 'nobody');
  for (const url of [...PAGES, CHECKOUT]) {
    fastify.get(url, (_request, reply) =>
      reply
        .header('content-type', 'text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .header('content-security-policy', url === CHECKOUT ? framed : alone)
        .send(html),
    );
  }
  fastify.get('/', (_request, reply) => reply.redirect('/docs'));
}
