/** What stands beside the chat about orders: a source that is read, or a page that is shown. */
import * as v from 'valibot';
import { type Embed, embedSchema } from './embed.ts';
import { type OrderRequest, type OrderSource, orderSourceSchema } from './order-source.ts';

export const ordersEntrySchema = v.variant('kind', [orderSourceSchema, embedSchema]);

export type OrdersEntry = OrderSource | Embed;

export const isEmbed = (entry: OrderRequest | Embed): entry is Embed => entry.kind === 'embed';
export const isSource = (entry: OrdersEntry): entry is OrderSource => entry.kind === 'json';
