import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providerContract, type ProviderRig, type RigFault } from '@payments/domain/testing';
import { mockProvider, readMockLedger, type MockFault, type MockProviderOptions } from './index.ts';

const FAULTS: Readonly<Record<RigFault, MockFault>> = {
  timeout_before: 'timeout_before',
  timeout_after: 'timeout',
  error_5xx_before: 'error_before',
  error_5xx_after: 'error',
  unreadable: 'error',
  too_many_requests: 'unavailable',
  connection_refused: 'unavailable',
  unauthorized: 'unauthorized',
};

async function makeRig(options: Partial<MockProviderOptions>): Promise<ProviderRig> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mock-contract-'));
  let next: MockFault | null = null;
  const provider = mockProvider({
    dataDir,
    now: () => new Date(),
    publicUrl: 'http://localhost:3000',
    withoutMethod: 'asks',
    fault: () => {
      const fault = next;
      next = null;
      return fault;
    },
    ...options,
  });
  const hasNoWebhooks = () => Promise.reject(new Error('the mock knocks without HTTP'));
  return {
    provider,
    money: { minor: 1999n, currency: 'USD' },
    tokens: { ok: 'mock_success', declined: 'mock_declined' },
    secrets: [],
    now: () => new Date(),
    fault: (fault) => void (next = FAULTS[fault]),
    ledger: (paymentId) => {
      const ledger = readMockLedger(dataDir);
      const lines = ledger.charges(paymentId);
      return Promise.resolve({
        objects: ledger.objects.get(paymentId) ?? 0,
        charges: lines.map(({ objectId, amount, currency }) => ({ objectId, amount, currency })),
        refunds: ledger.lines
          .filter((line) => line.paymentId === paymentId && line.kind === 'refund')
          .map(({ objectId, amount, currency }) => ({ objectId, amount, currency })),
      });
    },
    payer: {
      pays: (id) => Promise.resolve(void provider.finish(id, 'pay')),
      declines: (id) => Promise.resolve(void provider.finish(id, 'decline')),
    },
    genuineWebhook: hasNoWebhooks,
    forgedWebhook: hasNoWebhooks,
    close: () => {
      provider.close();
      rmSync(dataDir, { recursive: true });
      return Promise.resolve();
    },
  };
}

providerContract('the mock', () => makeRig({}), ['webhooks', 'signed_webhooks']);
providerContract('the mock that goes on with a declined object', () => makeRig({ reconfirms: true }), [
  'webhooks',
  'signed_webhooks',
]);
