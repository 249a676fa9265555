import 'reflect-metadata';
import { readSettings } from './config.ts';
import { runService } from './run-service.ts';

const result = readSettings(process.env);
if (result.ok) await runService(result.settings, process.env);
else {
  for (const mistake of result.mistakes) console.error(mistake);
  process.exitCode = 1;
}
