/**
 * A real Vendure in memory, filled through its own interfaces. Says in one line of JSON where it is and by which keys it is
 * read; ends with its parent.
 */
import {
  bootstrap,
  DefaultLogger,
  dummyPaymentHandler,
  LogLevel,
  RandomBytesApiKeyStrategy,
} from '@vendure/core';
import { createAsk } from './ask.mjs';
import customers from './customers.json' with { type: 'json' };
import { furnish } from './furnish.mjs';
import { placeOrder } from './order.mjs';

const owner = { identifier: 'owner', password: 'password-of-the-owner' };

/** Keys of a shop that lives for a minute: a hash that is slow on purpose would cost half a second a request. */
const plain = { hash: async (key) => key, check: async (key, kept) => key === kept };

const app = await bootstrap({
  apiOptions: {
    hostname: '127.0.0.1',
    port: 0,
    adminApiPath: 'admin-api',
    shopApiPath: 'shop-api',
    cors: false,
  },
  authOptions: {
    tokenMethod: ['bearer', 'api-key'],
    superadminCredentials: owner,
    adminApiKeyStrategy: new RandomBytesApiKeyStrategy({ hashingStrategy: plain }),
  },
  dbConnectionOptions: { type: 'sqljs', synchronize: true, logging: false },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  logger: new DefaultLogger({ level: LogLevel.Error }),
});
const address = `http://127.0.0.1:${app.getHttpServer().address().port}`;
const admin = createAsk(`${address}/admin-api`);
await admin(
  'mutation ($identifier: String!, $password: String!) { login(username: $identifier, password: $password) { ... on CurrentUser { id } ... on ErrorResult { errorCode message } } }',
  owner,
);

/** A key of the API that may do this and no more. */
async function keyFor(code, permissions) {
  const { createRole } = await admin(
    'mutation ($input: CreateRoleInput!) { createRole(input: $input) { id } }',
    {
      input: { code, description: code, permissions },
    },
  );
  const { createApiKey } = await admin(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey } }',
    { input: { roleIds: [createRole.id], translations: [{ languageCode: 'en', name: code }] } },
  );
  return createApiKey.apiKey;
}

const sold = await furnish(admin);
for (const customer of [...customers.anas, ...customers.others]) {
  const states = [
    ...customer.states,
    ...Array.from({ length: customer.settled ?? 0 }, () => 'PaymentSettled'),
  ];
  for (const state of states) {
    await placeOrder({ admin, shopUrl: `${address}/shop-api`, sold, customer, state });
  }
  if (states.length === 0) {
    await admin(
      'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { ... on Customer { id } } }',
      {
        input: { firstName: 'M', lastName: 'M', emailAddress: customer.email, phoneNumber: customer.phone },
      },
    );
  }
}
process.stdout.write(
  `${JSON.stringify({
    address,
    key: await keyFor('reads-orders', ['ReadCustomer', 'ReadOrder']),
    blindKey: await keyFor('reads-products', ['ReadProduct']),
  })}\n`,
);
// The parent holds this end open for as long as it lives.
process.stdin.on('close', () => process.exit(0)).resume();
