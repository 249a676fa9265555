import { plantSeeds } from './seeds.ts';
import { setStage } from './stage.ts';

// One suite, so that one service and one browser are enough: starting them costs more than most stories. The first ones count
// what is in the lists, so they come before the others add to them.
setStage();
plantSeeds();
await import('./payer-stories.ts');
await import('./admin-stories.ts');
await import('./quality-stories.ts');
await import('./reader-stories.ts');
await import('./checkout-stories.ts');
await import('./link-stories.ts');
await import('./providers-stories.ts');
