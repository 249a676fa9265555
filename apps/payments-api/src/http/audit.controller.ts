import { Readable } from 'node:stream';
import { Controller, Get, Header, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { invalidField, isUuid, notFound } from '@payments/domain';
import { listMails, listReceipts, type AuditFilters, type PostgresReads } from '@payments/postgres';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller } from '../auth/auth.guard.ts';
import { hasRole, type Caller } from '../auth/caller.ts';
import { HOST, type Host } from '../host.ts';
import { idFrom, loadVisible, requireRole } from './access.ts';
import { Docs, TOTAL_QUERY } from './api-docs.ts';
import { sendJson } from './commands.ts';
import { KnownQuery } from './known-query.guard.ts';
import { languageOf } from './language.ts';
import { limitQuery, textQuery, timeQuery, totalOf, type QueryValues } from './page-query.ts';
import { presentAuditEntry } from './present-audit.ts';
import { inTime, receiptTimeline } from './receipt-timeline.ts';
import { AuditListView, AuditPageView, TimelineView } from './report-views.ts';
import { timelineOf } from './timeline.ts';

const NDJSON = 'application/x-ndjson';

/** Who did what when: entry by entry for administrators, in plain words for the payer's page. */
@ApiTags('audit')
@ApiBearerAuth()
@Controller('api')
export class AuditController {
  readonly #host: Host;
  readonly #reads: PostgresReads;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
    this.#reads = host.reads;
  }

  @Get('payments/:id/audit')
  @Header('cache-control', 'no-store')
  @Docs({
    id: 'getPaymentAudit',
    summary: "A payment's audit, oldest first; for admins",
    answers: { 200: AuditListView },
  })
  async ofPayment(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Param('id') text: string,
  ): Promise<AuditListView> {
    await requireRole(this.#host, request, caller, ['admin'], 'audit.read', text);
    const id = idFrom(text);
    const entries = await this.#reads.auditOf(id);
    if (!entries.some((entry) => entry.chain === id)) throw notFound();
    return { data: entries.map(presentAuditEntry) };
  }

  @Get('payments/:id/timeline')
  @Header('cache-control', 'no-store')
  @KnownQuery('lang')
  @Docs({
    id: 'getTimeline',
    summary: 'What happened, in plain words, oldest first',
    query: { lang: '`en` or `ru`; else what the browser prefers.' },
    answers: { 200: TimelineView },
  })
  async timeline(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Param('id') text: string,
    @Query('lang') lang: unknown,
  ): Promise<TimelineView> {
    const { payment } = await loadVisible(this.#host, caller, text);
    const entries = await this.#reads.auditOf(payment.id);
    const look = { locale: languageOf(request, lang), staff: hasRole(caller, 'admin') };
    const { context } = this.#host;
    const [receipts, mails] = await Promise.all([listReceipts(context, payment.id), listMails(context, payment.id)]);
    return { data: inTime([...timelineOf(entries, look), ...receiptTimeline(receipts, mails, look)]) };
  }

  @Get('audit')
  @KnownQuery('payment_id', 'actor_id', 'action', 'from', 'to', 'limit', 'cursor', 'include_total')
  @Docs({
    id: 'listAudit',
    summary: 'The audit over all, newest first; for admins',
    description: `With \`Accept: ${NDJSON}\` all that fit, oldest first, one JSON object a line.`,
    query: {
      payment_id: '',
      actor_id: '',
      action: 'Such as `payment.succeeded`.',
      from: 'Inclusive.',
      to: 'Exclusive.',
      limit: { description: 'At most 100.', schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
      cursor: 'The `next_cursor` of the page before.',
      include_total: TOTAL_QUERY,
    },
    answers: { 200: AuditPageView },
    file: NDJSON,
  })
  async all(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @CurrentCaller() caller: Caller,
    @Query() query: QueryValues,
  ): Promise<void> {
    await requireRole(this.#host, request, caller, ['admin'], 'audit.read_all');
    const filters = filtersOf(query);
    const limit = limitQuery(query);
    if (request.headers.accept?.includes(NDJSON)) return this.#export(reply, filters);
    const { entries, nextCursor } = await this.#reads.auditPage({
      ...filters,
      cursor: textQuery(query, 'cursor') ?? null,
      limit,
    });
    const page: AuditPageView = {
      data: entries.map(presentAuditEntry),
      has_more: nextCursor !== null,
      next_cursor: nextCursor,
      ...(await totalOf(query, () => this.#reads.countAudit(filters))),
    };
    sendJson(reply, 200, JSON.stringify(page));
  }

  /** As it is read, so that an export of years needs no memory. */
  #export(reply: FastifyReply, filters: AuditFilters): void {
    const lines = linesOf(this.#reads, filters);
    void reply
      .header('content-type', `${NDJSON}; charset=utf-8`)
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="audit.ndjson"')
      .send(Readable.from(lines));
  }
}

async function* linesOf(reads: PostgresReads, filters: AuditFilters): AsyncGenerator<string> {
  for await (const entry of reads.auditStream(filters)) yield `${JSON.stringify(presentAuditEntry(entry))}\n`;
}

function filtersOf(query: QueryValues): AuditFilters {
  const payment = textQuery(query, 'payment_id');
  if (payment !== undefined && !isUuid(payment)) throw invalidField('payment_id', 'not_a_uuid', 'must be a UUID');
  return {
    paymentId: payment?.toLowerCase() ?? null,
    actorId: textQuery(query, 'actor_id') ?? null,
    action: textQuery(query, 'action') ?? null,
    from: timeQuery(query, 'from') ?? null,
    to: timeQuery(query, 'to') ?? null,
  };
}
