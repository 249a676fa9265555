// A subscriber that is as quick as one can be: counts what it is sent, answers at once. GET says how many there were.
import { createServer } from 'node:http';

let events = 0;
createServer((request, response) => {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ events }));
    return;
  }
  request.resume().on('end', () => {
    events += 1;
    response.writeHead(204).end();
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
