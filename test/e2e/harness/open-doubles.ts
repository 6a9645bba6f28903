import { type CrmServer, createCrmServer } from '../../doubles/crm-server/index.ts';
import { createOwnPage, type OwnPage } from '../../doubles/own-page/index.ts';
import { createWooCommerce, type WooCommerce } from '../../doubles/shop/woocommerce.ts';
import { createTlsFront, type TlsFront } from '../../doubles/tls/index.ts';
import { createWhatsAppWeb, type WhatsAppWeb } from '../../doubles/whatsapp-web/index.ts';

/** A company's own server that passes requests on to the CRM: no host that the extension may reach by itself. */
export const proxyHost = 'crm-proxy.acme.example';

/** A shop: WooCommerce's double, unless another is given. */
export const shopHost = 'shop.acme.example';

/** A company's own page, which is hostile. */
export const ownPageHost = 'desk.acme.example';

export interface Doubles {
  crm: CrmServer;
  whatsapp: WhatsAppWeb;
  shop: WooCommerce;
  ownPage: OwnPage;
  front: TlsFront;
}

/** WhatsApp Web's stand-in and the CRM's double, behind their real host names. */
export async function openDoubles(shop: Doubles['shop'] = createWooCommerce()): Promise<Doubles> {
  const crm = createCrmServer();
  const whatsapp = createWhatsAppWeb();
  const ownPage = createOwnPage();
  const front = await createTlsFront({
    hosts: {
      'web.whatsapp.com': whatsapp.handler,
      'api.socialepoch.com': crm.handler,
      'api.socialscrm.com': crm.handler,
      'www.socialscrm.com': crm.handler,
      'www.sobot.com': crm.handler,
      [shopHost]: shop.handler,
      [ownPageHost]: ownPage.handler,
      [proxyHost]: crm.handler,
      'tokens.acme.example': crm.handler,
      'youmi-v2.acme.example': crm.handler,
    },
    plainHosts: {
      'id.wascrm.socialepoch.com': crm.handler,
      'youmi.acme.example:5001': crm.handler,
      'youmi.acme.example:5003': crm.handler,
    },
  });
  return { crm, whatsapp, shop, ownPage, front };
}
