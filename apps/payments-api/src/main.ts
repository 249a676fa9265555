import 'reflect-metadata';
import { closing } from './closing.ts';
import { readSettings } from './config.ts';
import { runService } from './run-service.ts';
import { startSimulators } from './simulators.ts';

const open = closing();
const { environment, sendWebhooksTo } = await startSimulators(process.env, open, (line) => console.log(line));
const result = readSettings(environment);
if (result.ok) await runService(result.settings, { environment, open, onListening: sendWebhooksTo });
else {
  for (const mistake of result.mistakes) console.error(mistake);
  await open.run(() => undefined);
  process.exitCode = 1;
}
