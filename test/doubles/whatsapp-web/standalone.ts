/** To look at the stand-in by itself: `node test/doubles/whatsapp-web/standalone.ts [port]`. */
import { createServer } from 'node:http';
import { createWhatsAppWeb } from './index.ts';

const server = createServer(createWhatsAppWeb().handler);
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : address}/`);
});
