import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { issuedKeys, type IssuedKeys } from '@payments/postgres';
import { CurrentCaller } from '../auth/auth.guard.ts';
import type { Caller } from '../auth/caller.ts';
import { HOST, type Host } from '../host.ts';
import { Docs } from './api-docs.ts';
import { IssueKeyBody } from './bodies.ts';
import { ISSUED_KEY_PREFIX } from './issued-keys.ts';
import { IssuedKeyView } from './views.ts';

const HOUR_MS = 3_600_000;

/** Keys for callers that can't make their own. */
@ApiTags('payments')
@ApiBearerAuth()
@Controller('api/payments/idempotency-keys')
export class IdempotencyKeysController {
  readonly #host: Host;
  readonly #keys: IssuedKeys;

  constructor(@Inject(HOST) host: Host) {
    this.#host = host;
    this.#keys = issuedKeys(host.context);
  }

  @Post()
  @HttpCode(201)
  @Docs({
    id: 'issueIdempotencyKey',
    summary: 'A fresh idempotency key, bound to the caller and the order',
    write: true,
    description: 'Asking again for the same order gives the same key while it lives.',
    answers: { 201: IssuedKeyView },
  })
  async issue(@CurrentCaller() caller: Caller, @Body() body: IssueKeyBody): Promise<IssuedKeyView> {
    const { deps, settings } = this.#host;
    const { key, expiresAt } = await this.#keys.issue({
      key: `${ISSUED_KEY_PREFIX}${deps.newId()}`,
      userId: caller.userId,
      orderId: body.order_id ?? null,
      expiresAt: new Date(deps.now().getTime() + settings.idempotencyTtlHours * HOUR_MS),
    });
    return { key, expires_at: expiresAt.toISOString() };
  }
}
