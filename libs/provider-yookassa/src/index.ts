export * from './amounts.ts';
export * from './yookassa-config.ts';
export * from './yookassa-provider.ts';
export * from './yookassa-status.ts';
export { PEER_HEADER } from './yookassa-webhook.ts';
