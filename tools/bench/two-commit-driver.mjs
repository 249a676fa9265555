// Stands in for pgbench where it is not installed: the same twelve statements, one a round trip, over `CLIENTS` connections for `SECONDS`.
// Node costs more than pgbench, so what it reaches is less than the limit. Prints {"rate": payments a second}.
import pg from 'pg';
import { NAMED_WRITE_SET, randomPayment } from './write-set.mjs';

const clients = Number(process.env.CLIENTS);
const endAt = performance.now() + Number(process.env.SECONDS) * 1_000;
const startedAt = performance.now();
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: clients });
let payments = 0;

async function work() {
  const client = await pool.connect();
  while (performance.now() < endAt) {
    const random = randomPayment();
    for (const { name, text, values } of NAMED_WRITE_SET) await client.query({ name, text, values: values(random) });
    payments += 1;
  }
  client.release();
}

await Promise.all(Array.from({ length: clients }, work));
console.log(JSON.stringify({ rate: (payments * 1_000) / (performance.now() - startedAt) }));
await pool.end();
