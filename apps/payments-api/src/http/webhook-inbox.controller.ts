import { Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { isUuid, notFound, processWebhook, type InboxEntry, type InboxStatus } from '@payments/domain';
import type { PostgresReads } from '@payments/postgres';
import type { FastifyRequest } from 'fastify';
import { CurrentCaller } from '../auth/auth.guard.ts';
import type { Caller } from '../auth/caller.ts';
import { HOST, type Host } from '../host.ts';
import { requireRole } from './access.ts';
import { Docs, TOTAL_QUERY } from './api-docs.ts';
import { KnownQuery } from './known-query.guard.ts';
import { NoBody } from './no-body.guard.ts';
import { limitQuery, textQuery, totalOf, wordsQuery, type QueryValues } from './page-query.ts';
import { presentInboxEntry } from './present-audit.ts';
import { InboxEntryView, InboxListView } from './report-views.ts';

const STATUSES = ['received', 'parked', 'done', 'skipped', 'dead'] as const satisfies readonly InboxStatus[];
/** What is stuck: that is what somebody looks for here. */
const STUCK: readonly InboxStatus[] = ['parked', 'dead'];

/** Webhooks that were taken in, and what became of them. */
@ApiTags('administration')
@ApiBearerAuth()
@Controller('api/webhook-inbox')
export class WebhookInboxController {
  readonly #host: Host;
  readonly #reads: PostgresReads;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
    this.#reads = host.reads;
  }

  @Get()
  @Header('cache-control', 'no-store')
  @KnownQuery('status', 'provider', 'limit', 'cursor', 'include_total')
  @Docs({
    id: 'listWebhookInbox',
    summary: 'Webhooks, newest first: the parked and dead ones, or those that are asked for; for admins',
    query: {
      status: { description: 'May be repeated.', schema: { type: 'array', items: { type: 'string', enum: STATUSES } } },
      provider: '',
      limit: { description: 'At most 100.', schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
      cursor: 'The `next_cursor` of the page before.',
      include_total: TOTAL_QUERY,
    },
    answers: { 200: InboxListView },
  })
  async list(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Query() query: QueryValues,
  ): Promise<InboxListView> {
    await requireRole(this.#host, request, caller, ['admin'], 'webhook_inbox.read');
    const statuses = wordsQuery(query, 'status', STATUSES);
    const filters = {
      statuses: statuses.length > 0 ? statuses : STUCK,
      provider: textQuery(query, 'provider') ?? null,
    };
    const { entries, nextCursor } = await this.#reads.listInbox({
      ...filters,
      cursor: textQuery(query, 'cursor') ?? null,
      limit: limitQuery(query),
    });
    return {
      data: entries.map(presentInboxEntry),
      has_more: nextCursor !== null,
      next_cursor: nextCursor,
      ...(await totalOf(query, () => this.#reads.countInbox(filters))),
    };
  }

  @Post(':id/replay')
  @HttpCode(200)
  @NoBody()
  @Docs({
    id: 'replayWebhook',
    summary: 'Follows a stored webhook again, now; for admins',
    write: true,
    description: 'A repeat does no harm: what it names is read at the provider.',
    answers: { 200: InboxEntryView },
  })
  async replay(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
  ): Promise<InboxEntryView> {
    const { storage } = this.#host.deps;
    await requireRole(this.#host, request, caller, ['admin'], 'webhook_inbox.replay');
    const entry = await this.#load(id);
    // From the beginning, so that a dead one has all its tries again.
    await storage.updateWebhook(entry.id, {
      status: 'received',
      tries: 0,
      lastError: null,
      dueAt: this.#host.deps.now(),
    });
    await processWebhook(this.#host.deps, { ...entry, status: 'received', tries: 0, lastError: null });
    return presentInboxEntry(await this.#load(id));
  }

  async #load(id: string): Promise<InboxEntry> {
    const entry = isUuid(id) ? await this.#host.deps.storage.loadWebhook(id.toLowerCase()) : null;
    if (entry === null) throw notFound();
    return entry;
  }
}
