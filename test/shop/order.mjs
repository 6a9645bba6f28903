/** Orders, made as buyers and staff make them: bought in the storefront, brought into their state by the administration. */
import { createAsk } from './ask.mjs';

const refused = '... on ErrorResult { errorCode message }';
const order = `... on Order { id code } ${refused}`;

/** Ways of an order from paid to its state, step by step; `half`: the second line alone stays. */
const paths = {
  PaymentSettled: [],
  PartiallyShipped: ['half', 'Shipped'],
  Shipped: ['whole', 'Shipped'],
  PartiallyDelivered: ['half', 'Shipped', 'Delivered'],
  Delivered: ['whole', 'Shipped', 'Delivered'],
  Cancelled: ['cancel'],
  Modifying: ['modify'],
  ArrangingAdditionalPayment: ['modify', 'addMore', 'ask'],
};

/** One order of this customer in this state. */
export async function placeOrder({ admin, shopUrl, sold, customer, state }) {
  if (state === 'Draft') return draft(admin, sold, customer);
  const buyer = createAsk(shopUrl);
  const currency = `?currencyCode=${customer.currency ?? 'BRL'}`;
  // The first answer names the buyer's session.
  const add = `mutation ($id: ID!, $quantity: Int!) { addItemToOrder(productVariantId: $id, quantity: $quantity) { ${order} } }`;
  await buyer(add, { id: sold[0], quantity: 1 }, currency);
  await buyer(
    `mutation ($care: ID!, $who: CreateCustomerInput!, $to: CreateAddressInput!) {
      addItemToOrder(productVariantId: $care, quantity: 2) { ${order} }
      setCustomerForOrder(input: $who) { ${order} }
      setOrderShippingAddress(input: $to) { ${order} }
    }`,
    {
      care: sold[1],
      who: {
        firstName: 'Ana',
        lastName: 'Cliente',
        emailAddress: customer.email,
        phoneNumber: customer.phone,
      },
      to: { streetLine1: 'Street 1', countryCode: customer.country },
    },
    currency,
  );
  if (state === 'AddingItems') return;
  const { eligibleShippingMethods } = await buyer('{ eligibleShippingMethods { id } }', {}, currency);
  await buyer(
    `mutation ($by: [ID!]!) {
      setOrderShippingMethod(shippingMethodId: $by) { ${order} }
      transitionOrderToState(state: "ArrangingPayment") { ${order} }
    }`,
    { by: [eligibleShippingMethods[0].id] },
    currency,
  );
  if (state === 'ArrangingPayment') return;
  const method = state === 'PaymentAuthorized' ? 'later' : 'now';
  const { addPaymentToOrder } = await buyer(
    `mutation ($method: String!) { addPaymentToOrder(input: { method: $method, metadata: {} }) { ${order} } }`,
    { method },
    currency,
  );
  if (state === 'PaymentAuthorized') return;
  await bring(admin, addPaymentToOrder.id, state);
}

async function bring(admin, id, state) {
  let fulfillment = null;
  for (const step of paths[state]) {
    if (step === 'half' || step === 'whole') {
      const { order: placed } = await admin('query ($id: ID!) { order(id: $id) { lines { id quantity } } }', {
        id,
      });
      const lines = placed.lines.slice(0, step === 'half' ? 1 : undefined);
      const { addFulfillmentToOrder } = await admin(
        `mutation ($input: FulfillOrderInput!) {
          addFulfillmentToOrder(input: $input) { ... on Fulfillment { id } ${refused} }
        }`,
        {
          input: {
            lines: lines.map(({ id: orderLineId, quantity }) => ({ orderLineId, quantity })),
            handler: {
              code: 'manual-fulfillment',
              arguments: [
                { name: 'method', value: 'Post' },
                { name: 'trackingCode', value: 'BR123' },
              ],
            },
          },
        },
      );
      fulfillment = addFulfillmentToOrder.id;
    } else if (step === 'cancel') {
      await admin(`mutation ($id: ID!) { cancelOrder(input: { orderId: $id }) { ${order} } }`, { id });
    } else if (step === 'addMore') {
      await admin(
        `mutation ($id: ID!) {
          modifyOrder(input: { dryRun: false, orderId: $id, surcharges: [{
            description: "Gift wrap", price: 500, priceIncludesTax: true }] }) { ${order} }
        }`,
        { id },
      );
    } else if (step === 'modify' || step === 'ask') {
      const to = step === 'modify' ? 'Modifying' : 'ArrangingAdditionalPayment';
      await admin(
        `mutation ($id: ID!, $to: String!) { transitionOrderToState(id: $id, state: $to) { ${order} } }`,
        { id, to },
      );
    } else {
      await admin(
        `mutation ($id: ID!, $to: String!) {
          transitionFulfillmentToState(id: $id, state: $to) { ... on Fulfillment { id } ${refused} }
        }`,
        { id: fulfillment, to: step },
      );
    }
  }
}

/** As staff puts one together. */
async function draft(admin, sold, { email, phone }) {
  const { createDraftOrder } = await admin('mutation { createDraftOrder { id } }');
  await admin(
    `mutation ($id: ID!, $shoes: ID!, $who: CreateCustomerInput!) {
      addItemToDraftOrder(orderId: $id, input: { productVariantId: $shoes, quantity: 1 }) { ${order} }
      setCustomerForDraftOrder(orderId: $id, input: $who) { ${order} }
    }`,
    {
      id: createDraftOrder.id,
      shoes: sold[0],
      who: { firstName: 'Ana', lastName: 'Cliente', emailAddress: email, phoneNumber: phone },
    },
  );
}
