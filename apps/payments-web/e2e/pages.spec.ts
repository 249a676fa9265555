import { setStage } from './stage.ts';

// One suite, so that one service and one browser are enough: starting them costs more than most stories. The first one counts
// what is in the lists, so it comes before the others add to them.
setStage();
await import('./signed-in-stories.ts');
await import('./quality-stories.ts');
await import('./checkout-stories.ts');
await import('./providers-stories.ts');
