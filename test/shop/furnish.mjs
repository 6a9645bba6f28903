/** What a shop has before anybody orders: countries, a tax, a way to send, two to pay, and what is sold. */

const name = (text) => [{ languageCode: 'en', name: text, description: '' }];

/** What is sold, in cents; of a yen Vendure keeps hundredths too. @returns ids of both. */
export async function furnish(ask) {
  const { activeChannel } = await ask('{ activeChannel { id } }');
  const { createZone, createTaxCategory } = await ask(
    `mutation {
      createZone(input: { name: "World" }) { id }
      createTaxCategory(input: { name: "Standard", isDefault: true }) { id }
    }`,
  );
  for (const code of ['BR', 'DE', 'EG', 'GB', 'JP', 'US']) {
    const { createCountry } = await ask(
      'mutation ($input: CreateCountryInput!) { createCountry(input: $input) { id } }',
      { input: { code, enabled: true, translations: [{ languageCode: 'en', name: code }] } },
    );
    await ask(
      'mutation ($zone: ID!, $country: ID!) { addMembersToZone(zoneId: $zone, memberIds: [$country]) { id } }',
      {
        zone: createZone.id,
        country: createCountry.id,
      },
    );
  }
  await ask(
    `mutation ($rate: CreateTaxRateInput!, $channel: UpdateChannelInput!, $ship: CreateShippingMethodInput!,
               $now: CreatePaymentMethodInput!, $later: CreatePaymentMethodInput!) {
      createTaxRate(input: $rate) { id }
      updateChannel(input: $channel) { ... on Channel { id } ... on ErrorResult { errorCode message } }
      createShippingMethod(input: $ship) { id }
      now: createPaymentMethod(input: $now) { id }
      later: createPaymentMethod(input: $later) { id }
    }`,
    {
      rate: {
        name: 'VAT',
        enabled: true,
        value: 20,
        categoryId: createTaxCategory.id,
        zoneId: createZone.id,
      },
      channel: {
        id: activeChannel.id,
        pricesIncludeTax: true,
        defaultCurrencyCode: 'BRL',
        availableCurrencyCodes: ['BRL', 'JPY'],
        defaultTaxZoneId: createZone.id,
        defaultShippingZoneId: createZone.id,
      },
      ship: {
        code: 'post',
        fulfillmentHandler: 'manual-fulfillment',
        checker: {
          code: 'default-shipping-eligibility-checker',
          arguments: [{ name: 'orderMinimum', value: '0' }],
        },
        calculator: {
          code: 'default-shipping-calculator',
          arguments: [
            { name: 'rate', value: '1500' },
            { name: 'includesTax', value: 'include' },
            { name: 'taxRate', value: '20' },
          ],
        },
        translations: name('Post'),
      },
      now: payment('now', 'true'),
      later: payment('later', 'false'),
    },
  );
  const sold = [];
  for (const [title, price, yen] of [
    ['Blue suede shoes', 29990, 850000],
    ['Shoe care set', 8990, 250000],
  ]) {
    const { createProduct } = await ask(
      'mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }',
      {
        input: {
          enabled: true,
          translations: [{ ...name(title)[0], slug: title.toLowerCase().replaceAll(' ', '-') }],
        },
      },
    );
    const { createProductVariants } = await ask(
      'mutation ($input: CreateProductVariantInput!) { createProductVariants(input: [$input]) { id } }',
      {
        input: {
          productId: createProduct.id,
          sku: title,
          trackInventory: 'FALSE',
          taxCategoryId: createTaxCategory.id,
          translations: [{ languageCode: 'en', name: title }],
        },
      },
    );
    await ask(
      'mutation ($input: UpdateProductVariantInput!) { updateProductVariants(input: [$input]) { id } }',
      {
        input: {
          id: createProductVariants[0].id,
          prices: [
            { currencyCode: 'BRL', price },
            { currencyCode: 'JPY', price: yen },
          ],
        },
      },
    );
    sold.push(createProductVariants[0].id);
  }
  return sold;
}

function payment(code, isSettled) {
  return {
    code,
    enabled: true,
    handler: { code: 'dummy-payment-handler', arguments: [{ name: 'automaticSettle', value: isSettled }] },
    translations: name(code),
  };
}
