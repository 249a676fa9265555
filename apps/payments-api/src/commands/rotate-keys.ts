import { rotateKeys } from '@payments/postgres';
import { withHost } from './with-host.ts';

// npm run keys:rotate: what another key sealed is sealed with the first of ENCRYPTION_KEYS. Exit 1 where something is left.
await withHost(async ({ context }) => {
  const columns = await rotateKeys(context, ({ name, rows, renewed, unreadable, busy }) => {
    const left = [unreadable > 0 ? `${unreadable} UNREADABLE` : '', busy > 0 ? `${busy} busy` : ''].filter(Boolean);
    console.log([`${name}: ${rows} read`, `${renewed} sealed anew`, ...left].join(', '));
  });
  const sum = (of: 'renewed' | 'unreadable' | 'busy') => columns.reduce((total, column) => total + column[of], 0);
  console.log(`${sum('renewed')} sealed anew with ${context.box.keyId}`);
  if (sum('busy') > 0) console.error(`${sum('busy')} were being written: run it again`);
  if (sum('unreadable') > 0) console.error(`${sum('unreadable')} are sealed with a key that is not in ENCRYPTION_KEYS`);
  return sum('unreadable') + sum('busy') > 0 ? 1 : 0;
});
