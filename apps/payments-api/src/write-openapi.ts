import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.ts';
import { readSettings } from './config.ts';
import { API_CONTROLLERS } from './controllers.ts';
import { createLogger } from './logging.ts';
import { describeApi } from './open-api.ts';

// Prints the OpenAPI document as JSON, without a database: `npm run openapi` makes `docs/openapi.yaml` of it.
const result = readSettings({ APP_ENV: 'test' });
if (!result.ok) throw new Error(result.mistakes.join('\n'));
const host = { settings: result.settings, logger: createLogger('silent') };
const app = await NestFactory.create<NestFastifyApplication>(
  AppModule.of(host, API_CONTROLLERS),
  new FastifyAdapter(),
  { logger: ['error'], preview: true },
);
process.stdout.write(JSON.stringify(describeApi(app)));
process.exit(0);
