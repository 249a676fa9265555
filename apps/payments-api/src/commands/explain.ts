import { explainPayment } from '../jobs/explain.ts';
import { withHost } from './with-host.ts';

// npm run explain -- <payment id>: the whole story of one payment, as JSON.
const [id = ''] = process.argv.slice(2);

await withHost(async (host) => {
  const story = await explainPayment(host, id);
  if (story === null) {
    console.error('there is no such payment');
    return 1;
  }
  console.log(JSON.stringify(story, null, 2));
  return 0;
});
