import type { OrderSource } from '../../settings/order-source.ts';

/** A shop that needs only its address and a key, as data. */
export interface ShopPreset {
  /** With what every address that is asked begins, behind the one that is typed. */
  root: string;
  /** In which header the secrets go that are typed. `basic`: as user name and password. */
  header: { name: string; scheme: 'basic' | 'bearer' | 'plain' };
  /** Addresses begin with `root`; the link is behind the typed address as well. */
  source: Omit<OrderSource, 'id' | 'name' | 'kind' | 'preset' | 'headers' | 'allowPlainHttp' | 'currency'>;
}
